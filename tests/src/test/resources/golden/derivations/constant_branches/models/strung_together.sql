SELECT platform, first.id, second.at, third.id AS other
FROM ${ref('web.views')} AS first
RIGHT JOIN ${ref('app.views')} AS second USING (platform)
RIGHT JOIN ${ref('web.views')} AS third USING (platform)
