with je_woche as (
    select a.strasse, date_trunc('week', a.termin) as woche, count(distinct a.tour) as touren
    from entsorgung.abholauftraege_sperrmuell a
    group by a.strasse, date_trunc('week', a.termin)
),
container as (
    select s.stadtbezirk, count(*) as standorte
    from entsorgung.containerstandorte_2026__standorte c
    join vermessung.strassenverzeichnis s on s.strassenschluessel = c.standort_str_schl
    group by s.stadtbezirk
)
select s.stadtbezirk,
       b.einwohner_insgesamt as einwohner,
       k.standorte as containerstandorte,
       count(*) as anfahrten,
       sum(case when w.touren > 1 then 1 else 0 end) as von_zwei_touren,
       round(100.0 * sum(case when w.touren > 1 then 1 else 0 end) / count(*), 1) as anteil_prozent
from je_woche w
join vermessung.strassenverzeichnis s on s.strassenname = w.strasse
join container k on k.stadtbezirk = s.stadtbezirk
join statistik.einwohner_nach_stadtbezirk_31_12_2025__bevoelkerung b on b.stadtbezirk = s.stadtbezirk
group by s.stadtbezirk, b.einwohner_insgesamt, k.standorte
order by anteil_prozent desc
