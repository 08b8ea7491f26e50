SELECT * FROM ${ref('shop.orders')} NATURAL JOIN ${ref('shop.refunds')} WHERE id > 1
