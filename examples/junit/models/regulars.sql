SELECT orders, COUNT(*) AS accounts
FROM ${ref('accounts')}
WHERE orders > 1
GROUP BY orders
