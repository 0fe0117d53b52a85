<?xml version="1.0" encoding="utf-8" ?>
<ogr:FeatureCollection
     gml:id="aFeatureCollection"
     xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
     xsi:schemaLocation="http://ogr.maptools.org/ punkte.xsd"
     xmlns:ogr="http://ogr.maptools.org/"
     xmlns:gml="http://www.opengis.net/gml/3.2">
  <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::25832"><gml:lowerCorner>369000.5 5711000.2</gml:lowerCorner><gml:upperCorner>369100 5711100</gml:upperCorner></gml:Envelope></gml:boundedBy>
                                                                                                                                                   
  <ogr:featureMember>
    <ogr:punkte gml:id="punkte.0">
      <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::25832"><gml:lowerCorner>369000.5 5711000.2</gml:lowerCorner><gml:upperCorner>369000.5 5711000.2</gml:upperCorner></gml:Envelope></gml:boundedBy>
      <ogr:geometryProperty><gml:Point srsName="urn:ogc:def:crs:EPSG::25832" gml:id="punkte.geom.0"><gml:pos>369000.5 5711000.2</gml:pos></gml:Point></ogr:geometryProperty>
      <ogr:ags>05314000</ogr:ags>
      <ogr:name>Straße</ogr:name>
      <ogr:anzahl>1</ogr:anzahl>
      <ogr:wert>1.25</ogr:wert>
      <ogr:tag>2024-01-31T00:00:00</ogr:tag>
    </ogr:punkte>
  </ogr:featureMember>
  <ogr:featureMember>
    <ogr:punkte gml:id="punkte.1">
      <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::25832"><gml:lowerCorner>369100 5711100</gml:lowerCorner><gml:upperCorner>369100 5711100</gml:upperCorner></gml:Envelope></gml:boundedBy>
      <ogr:geometryProperty><gml:Point srsName="urn:ogc:def:crs:EPSG::25832" gml:id="punkte.geom.1"><gml:pos>369100 5711100</gml:pos></gml:Point></ogr:geometryProperty>
      <ogr:ags>05315000</ogr:ags>
      <ogr:name>Köln</ogr:name>
      <ogr:anzahl>2</ogr:anzahl>
      <ogr:wert>2.5</ogr:wert>
      <ogr:tag>2024-02-29T00:00:00</ogr:tag>
    </ogr:punkte>
  </ogr:featureMember>
  <ogr:featureMember>
    <ogr:punkte gml:id="punkte.2">
      <ogr:ags xsi:nil="true"/>
      <ogr:name>Süd</ogr:name>
      <ogr:anzahl>3</ogr:anzahl>
      <ogr:wert xsi:nil="true"/>
      <ogr:tag xsi:nil="true"/>
    </ogr:punkte>
  </ogr:featureMember>
</ogr:FeatureCollection>
