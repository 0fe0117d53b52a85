with container as (
    select s.stadtbezirk, count(*) as standorte
    from entsorgung.containerstandorte_2026__standorte c
    join vermessung.strassenverzeichnis s on s.strassenschluessel = c.standort_str_schl
    group by s.stadtbezirk
)
select b.stadtbezirk,
       b.einwohner_insgesamt as einwohner,
       m.summe as sperrmuell_tonnen,
       round(1000.0 * m.summe / b.einwohner_insgesamt, 1) as kilogramm_je_kopf,
       k.standorte as containerstandorte,
       round(1.0 * b.einwohner_insgesamt / k.standorte) as einwohner_je_standort
from statistik.einwohner_nach_stadtbezirk_31_12_2025__bevoelkerung b
join entsorgung.sperrmuellmengen_nach_stadtbezirk__tabelle_2025 m
  on substr(m.stadtbezirk, 4) = b.stadtbezirk
join container k on k.stadtbezirk = b.stadtbezirk
order by kilogramm_je_kopf desc
