CREATE SCHEMA shop;
CREATE SCHEMA atomic;
CREATE TABLE shop.orders (order_id integer, customer_id integer, status varchar(20), total decimal(12,2), tax decimal(12,2), created_at timestamp, updated_at timestamp, note varchar(100), email varchar(100), tags varchar(200), etl timestamp);
INSERT INTO shop.orders VALUES
  (1,1,'paid',12.50,2.00,'2026-01-05 10:00:00','2026-01-06 11:00:00','red,blue','Ann@x.org','["a","b"]','2026-01-01'),
  (2,1,'refunded',50.00,5.00,'2026-01-06 23:59:59.5','2026-03-06 00:00:00','12','bob@Y.com','[]','2026-01-01'),
  (3,2,'paid',7.25,NULL,'2026-02-01 00:00:00','2026-02-01 00:00:00',NULL,' c@z.de ','["c"]','2026-01-01'),
  (4,3,'open',100.00,10.00,'2025-12-31 12:00:00','2026-01-15 00:00:00','','d','["x",1,{"k":2}]','2026-01-01'),
  (7,2,'paid',20.00,1.00,'2026-02-02 09:30:00','2026-02-20 00:00:00','blue','e@x.org',NULL,'2026-01-01');
CREATE TABLE shop.items (order_id integer, sku varchar(20), price decimal(10,2), quantity integer, etl timestamp);
INSERT INTO shop.items VALUES
  (1,'A',5.00,2,'2026-01-01'),
  (1,'B',2.50,1,'2026-01-01'),
  (2,'A',50.00,1,'2026-01-01'),
  (7,'C',10.00,2,'2026-01-01');
CREATE TABLE atomic.ev (event_id varchar(36), event_name varchar(50), user_id integer, domain_userid varchar(36), domain_sessionid varchar(36), domain_sessionidx integer, page_view_id varchar(36), derived_tstamp timestamp, dvce_created_tstamp timestamp, page_url varchar(400), page_urlpath varchar(200), page_referrer varchar(400), useragent varchar(200), os_timezone varchar(50), unstruct varchar(1000), order_ref varchar(20), etl timestamp);
INSERT INTO atomic.ev VALUES
  ('e1','page_view',1,'u1','s1',1,'p1','2026-01-05 09:00:00','2026-01-05 09:00:01','https://x.org/product/1?utm_source=mail&b=1','/product/1','https://google.com/','iPhone','Europe/Berlin','{"data":{"data":{"name":"Home","id":"5"}}}','1','2026-01-01'),
  ('e2','page_ping',1,'u1','s1',1,'p1','2026-01-05 09:00:12','2026-01-05 09:00:13','https://x.org/product/1','/product/1',NULL,'iPhone','Europe/Berlin','oops','07','2026-01-01'),
  ('e3','purchase',1,'u1','s2',2,'p2','2026-01-05 10:00:00','2026-01-05 10:00:00','https://x.org/cart','/cart','','Mozilla','UTC',NULL,'7','2026-01-01'),
  ('e4','page_view',NULL,'u2','s3',1,'p3','2026-02-01 12:00:00.25','2026-02-01 12:00:00','http://y.com/','/','https://blog.io','spider bot','America/New_York','{"data":{"data":{"name":"B","id":""}}}',NULL,'2026-01-01'),
  ('e5','add_to_cart',2,'u2','s3',1,'p3','2026-02-01 12:45:00','2026-02-01 12:45:00','http://y.com/cart?utm_medium=cpc','/cart',NULL,'Android',NULL,'[]','x','2026-01-01');
CREATE SCHEMA odd;
CREATE TABLE odd.edge (id integer, s varchar(100), t varchar(100), c char(5), i integer, b bigint, sm smallint, d decimal(10,2), d4 decimal(18,4), f double precision, r real, dt date, ts timestamp, tz timestamptz, bo boolean, js varchar(500), etl timestamp);
INSERT INTO odd.edge VALUES
 (1,'Hello World','a,b,,c','abc',7,9000000000,3,12.50,12.3456,2.5,1.25,'2026-01-31','2026-01-31 23:59:59.999','2026-01-31 23:59:59+00',true,'{"a":{"b":[1,2,{"c":"x"}]},"n":null,"t":true,"f":1.5,"s":"q\"uo","e":""}','2026-01-01'),
 (2,'  padded  ','x',  'ab',-7,-5,-3,-12.50,-0.0050,-2.5,-1.25,'2024-02-29','2024-02-29 00:00:00','2024-02-29 12:00:00+00',false,'[1,"two",null,[3],{"k":"v"}]','2026-01-01'),
 (3,'','',NULL,0,0,0,0.00,0.0000,0,0,'2025-12-31','2025-12-31 12:30:45.123456','2025-12-31 00:00:00+00',NULL,'','2026-01-01'),
 (4,NULL,NULL,'é',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-01-01'),
 (5,'ünïcode ñ','100%','a_b',2147483647,9223372036854775807,32767,99999999.99,12345678901234.5678,1e15,16777216,'2026-03-01','2026-03-01 00:00:00.5','2026-03-01 00:00:00+00',true,'oops','2026-01-01'),
 (6,'it''s','a_b','x',1,1,1,0.01,0.9999,0.1,0.1,'2026-12-28','2026-12-28 23:00:00','2026-12-28 23:00:00+00',false,'{"a":"z","arr":[]}','2026-01-01'),
 (7,'Hello World','A-B C.d','abc',7,10,5,12.50,1.0000,2.5,3.5,'2026-01-31','2026-01-30 08:05:09','2026-01-30 08:05:09+00',true,'{"a":"é"}','2026-01-01'),
 (8,'abc ','abc','abc',3,3,3,3.33,3.3350,3.335,3.335,'2026-06-15','2026-06-15 06:07:08','2026-06-15 06:07:08+00',false,'{}','2026-01-01');
CREATE TABLE odd.subs (sub_id varchar(20), cust integer, plan varchar(20), started date, ended date, mrr decimal(8,2), etl timestamp);
INSERT INTO odd.subs VALUES
 ('a',1,'basic','2025-11-15','2026-01-10',10.00,'2026-01-01'),
 ('b',1,'pro','2026-01-11',NULL,25.50,'2026-01-01'),
 ('c',2,'basic','2025-12-31','2026-02-28',10.00,'2026-01-01'),
 ('d',3,'pro','2026-01-31','2026-01-31',NULL,'2026-01-01'),
 ('e',4,NULL,'2026-02-01',NULL,0.00,'2026-01-01');
