SELECT 'postgresql';

SELECT 'offline';

