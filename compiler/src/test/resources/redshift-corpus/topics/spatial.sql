--- boxes
SELECT AddBBox(g), DropBBox(g), SupportsBBox(g) FROM t
--- kinds
SELECT GeometryType(g), ST_GeometryType(g), ST_Dimension(g), ST_NDims(g), ST_MemSize(g), ST_SRID(g) FROM t
--- h3_from
SELECT H3_FromLongLat(x, y, 8), H3_FromPoint(ST_Point(x, y), 8), H3_IsValid('8025fffffffffff') FROM t
--- h3_cells
SELECT H3_Boundary(n), H3_Center(n), H3_Resolution(n), H3_ToParent(n, 3), H3_ToChildren(n, 9), H3_Polyfill(g, 4) FROM t
--- texts
SELECT ST_AsText(g), ST_AsEWKT(g, 6), ST_AsGeoJSON(g), ST_GeoHash(g, 5) FROM t
--- binaries
SELECT ST_AsBinary(g), ST_AsEWKB(g), ST_AsHexWKB(g), ST_AsHexEWKB(g) FROM t
--- from_texts
SELECT ST_GeomFromText('POINT(1 2)', 4326), ST_GeomFromEWKT('SRID=4326;POINT(1 2)'), ST_GeomFromGeoJSON(j), ST_GeomFromGeoHash('9qqj7n') FROM t
--- from_binaries
SELECT ST_GeomFromWKB(b), ST_GeomFromEWKB(b), ST_GeogFromText('POINT(1 2)'), ST_GeogFromWKB(b) FROM t
--- squares
SELECT ST_GeoSquare(g, 5), ST_GeomFromGeoSquare(797852) FROM t
--- measures
SELECT ST_Area(g), ST_Length(g), ST_Length2D(g), ST_LengthSphere(g), ST_Perimeter(g), ST_Perimeter2D(g) FROM t
--- distances
SELECT ST_Distance(g, h), ST_DistanceSphere(g, h), ST_DistanceSphere(g, h, 6371.0088), ST_DWithin(g, h, 10), ST_Azimuth(g, h), ST_Angle(g, h, g) FROM t
--- coordinates
SELECT ST_X(g), ST_Y(g), ST_Z(g), ST_M(g), ST_XMax(g), ST_XMin(g), ST_YMax(g), ST_YMin(g), ST_ZMax(g), ST_ZMin(g), ST_MMax(g), ST_MMin(g) FROM t
--- counts
SELECT ST_NPoints(g), ST_NumPoints(g), ST_NRings(g), ST_NumInteriorRings(g), ST_NumGeometries(g) FROM t
--- parts
SELECT ST_GeometryN(g, 1), ST_PointN(g, 2), ST_InteriorRingN(g, 1), ST_ExteriorRing(g), ST_StartPoint(g), ST_EndPoint(g), ST_Points(g) FROM t
--- relations
SELECT ST_Contains(g, h), ST_ContainsProperly(g, h), ST_CoveredBy(g, h), ST_Covers(g, h), ST_Crosses(g, h), ST_Disjoint(g, h), ST_Equals(g, h), ST_Intersects(g, h), ST_Touches(g, h), ST_Within(g, h) FROM t
--- tests
SELECT ST_IsClosed(g), ST_IsCollection(g), ST_IsEmpty(g), ST_IsPolygonCCW(g), ST_IsPolygonCW(g), ST_IsRing(g), ST_IsSimple(g), ST_IsValid(g) FROM t
--- derived
SELECT ST_Boundary(g), ST_Buffer(g, 2, 8), ST_Centroid(g), ST_ConvexHull(g), ST_Envelope(g), ST_Intersection(g, h), ST_Union(g, h), ST_Simplify(g, 3) FROM t
--- changed
SELECT ST_AddPoint(g, h, 1), ST_RemovePoint(g, 0), ST_SetPoint(g, 0, h), ST_Reverse(g), ST_Multi(g), ST_SetSRID(g, 4326), ST_Transform(g, 3395) FROM t
--- dimensions
SELECT ST_Force2D(g), ST_Force3D(g), ST_Force3DM(g), ST_Force3DZ(g), ST_Force4D(g) FROM t
--- made
SELECT ST_MakePoint(1, 2), ST_Point(x, y), ST_MakeLine(g, h), ST_MakePolygon(g), ST_Polygon(g, 4326), ST_MakeEnvelope(2, 4, 5, 7, 4326) FROM t
--- lines
SELECT ST_LineFromMultiPoint(g), ST_LineInterpolatePoint(g, 0.5) FROM t
--- collected
SELECT ST_Collect(g, h) FROM t
--- collected_in_groups
SELECT n, ST_AsEWKT(ST_Collect(g)) FROM t GROUP BY n
--- collected_in_order
SELECT ST_AsEWKT(ST_Collect(g) WITHIN GROUP (ORDER BY n DESC, ST_XMin(g))) FROM t
--- joined
SELECT a.n, COUNT(*) AS near FROM t a JOIN t b ON ST_DWithin(a.g, b.g, 1000) AND a.n <> b.n GROUP BY a.n HAVING MIN(ST_Distance(a.g, b.g)) > 0
