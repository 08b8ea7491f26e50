SELECT *
FROM ${ref('crm.users')} AS a
JOIN ${ref('crm.users')} AS b USING (user_id)
