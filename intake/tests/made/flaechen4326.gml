<?xml version="1.0" encoding="utf-8" ?>
<ogr:FeatureCollection
     gml:id="aFeatureCollection"
     xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
     xsi:schemaLocation="http://ogr.maptools.org/ flaechen4326.xsd"
     xmlns:ogr="http://ogr.maptools.org/"
     xmlns:gml="http://www.opengis.net/gml/3.2">
  <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4326"><gml:lowerCorner>0.0 4.51125611560742</gml:lowerCorner><gml:upperCorner>0.000450969069133 4.5117040654968</gml:upperCorner></gml:Envelope></gml:boundedBy>
                                                                                                                               
  <ogr:featureMember>
    <ogr:flaechen4326 gml:id="flaechen4326.0">
      <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4326"><gml:lowerCorner>0.0 4.51125611560742</gml:lowerCorner><gml:upperCorner>0.000090193769243 4.51134570558529</gml:upperCorner></gml:Envelope></gml:boundedBy>
      <ogr:geometryProperty><gml:Polygon srsName="urn:ogc:def:crs:EPSG::4326" gml:id="flaechen4326.geom.0"><gml:exterior><gml:LinearRing><gml:posList>0.0 4.51125611561295 0.0 4.51134570558529 0.000090193769243 4.51134570557976 0.000090193758097 4.51125611560742 0.0 4.51125611561295</gml:posList></gml:LinearRing></gml:exterior><gml:interior><gml:LinearRing><gml:posList>0.000009019375921 4.51126507460963 0.000009019376033 4.51127403360648 0.000018038752065 4.51127403360631 0.000018038751842 4.51126507460947 0.000009019375921 4.51126507460963</gml:posList></gml:LinearRing></gml:interior></gml:Polygon></ogr:geometryProperty>
      <ogr:name>a</ogr:name>
    </ogr:flaechen4326>
  </ogr:featureMember>
  <ogr:featureMember>
    <ogr:flaechen4326 gml:id="flaechen4326.1">
      <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4326"><gml:lowerCorner>0.000180387560779 4.51143529551888</gml:lowerCorner><gml:upperCorner>0.000450969069133 4.5117040654968</gml:upperCorner></gml:Envelope></gml:boundedBy>
      <ogr:geometryProperty><gml:MultiSurface srsName="urn:ogc:def:crs:EPSG::4326" gml:id="flaechen4326.geom.1"><gml:surfaceMember><gml:Polygon gml:id="flaechen4326.geom.1.0"><gml:exterior><gml:LinearRing><gml:posList>0.000180387583071 4.51152488554105 0.000270581374606 4.51152488551337 0.000270581341168 4.51143529551888 0.000180387560779 4.51143529554656 0.000180387583071 4.51152488554105</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember><gml:surfaceMember><gml:Polygon gml:id="flaechen4326.geom.1.1"><gml:exterior><gml:LinearRing><gml:posList>0.000360775255307 4.5117040654968 0.000450969069133 4.51170406544698 0.000450969013406 4.51161447543036 0.000360775210724 4.51161447548018 0.000360775255307 4.5117040654968</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></ogr:geometryProperty>
      <ogr:name>b</ogr:name>
    </ogr:flaechen4326>
  </ogr:featureMember>
</ogr:FeatureCollection>
