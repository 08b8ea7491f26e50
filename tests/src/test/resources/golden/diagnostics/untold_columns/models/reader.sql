-- written anew for DuckDB, which has no NVL, so its columns have to be known
SELECT id, NVL(reason, 'none') AS reason FROM ${ref('joined')}
