---
post_hook:
  - "INSERT INTO log SELECT ';' FROM ${this}; DELETE FROM log"
  - COMMIT
  - "/* weekly */ vacuum ${this}"
  - "TRUNCATE TABLE audit.log"
  - "ANALYZE ${ref('hoks')}"
  - "  -- nothing"
  - {sq: SELECT 1}
  - [SELECT 1]
  - {sql: "VACUUM ${this}", transaction: false}
  - "INSERT INTO log VALUES ('a;b') ;"
  - "/* a /* hook */ that */ COMMIT"
  - "prepare transaction 'x'"
  - "CALL run('it\\'s; so', $t$ one; two $t$); -- done; all"
  - 'ALTER TABLE "my log" APPEND FROM other'
---
SELECT id FROM ${ref('raw.orders')}
