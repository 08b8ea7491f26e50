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
