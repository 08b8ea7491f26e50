--- start_with_first
SELECT id, name FROM employee START WITH name = 'John' CONNECT BY PRIOR id = manager_id
--- connect_by_first
SELECT COUNT(*) FROM employee AS e CONNECT BY PRIOR id = manager_id START WITH name = 'John'
--- level
SELECT id, name, LEVEL FROM employee WHERE LEVEL < 4 START WITH name = 'John' CONNECT BY PRIOR id = manager_id
--- without_start
SELECT id FROM employee CONNECT BY manager_id = PRIOR id
--- several_conditions
SELECT id FROM employee START WITH manager_id IS NULL CONNECT BY PRIOR id = manager_id AND LEVEL <= 3
--- nested
SELECT n FROM (SELECT id AS n FROM employee START WITH id = 1 CONNECT BY PRIOR id = manager_id) x
