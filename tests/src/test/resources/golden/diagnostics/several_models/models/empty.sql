---
tags: [a]
---
