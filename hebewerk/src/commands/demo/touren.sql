select a.tour,
       s.stadtbezirk,
       count(distinct a.strasse) as strassen,
       count(*) as auftraege,
       sum(a.menge_m3) as kubikmeter
from entsorgung.abholauftraege_sperrmuell a
join vermessung.strassenverzeichnis s on s.strassenname = a.strasse
where a.status = 'geplant'
group by a.tour, s.stadtbezirk
order by a.tour, auftraege desc
