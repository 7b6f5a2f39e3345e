-- Draws a server by number: getvariable('server') and getvariable('entries') are set before. The same numbers give
-- the same server. Sizes are log-normal, folders, owners, words and endings skewed; three folders of four were
-- unpacked (all files of one second), the others worked in.
CREATE OR REPLACE TEMP MACRO seed_of_server() AS CAST(getvariable('server') AS BIGINT) * 100000000;
CREATE OR REPLACE TEMP MACRO entries_of_server() AS CAST(getvariable('entries') AS BIGINT);
CREATE OR REPLACE TEMP MACRO u(n, salt) AS (hash(n, salt) % 1000003) / 1000003.0;
CREATE OR REPLACE TEMP MACRO pick(words, n, salt) AS words[1 + CAST(floor(len(words) * pow(u(n, salt), 2)) AS INTEGER)];
CREATE OR REPLACE TEMP MACRO bell(n, salt) AS sqrt(-2 * ln(u(n, salt) * 0.999998 + 0.000001)) * cos(2 * pi() * u(n, salt + 1));
CREATE OR REPLACE TEMP TABLE folder AS
WITH RECURSIVE tree(id, parent, depth, path) AS (
  SELECT CAST(0 AS BIGINT), CAST(NULL AS BIGINT), 0, '/srv'
  UNION ALL
  SELECT c.id, t.id, t.depth + 1, t.path || '/' || CASE t.depth WHEN 0
      THEN ['projects', 'home', 'media', 'backups', 'databases', 'www', 'archive', 'scratch'][c.id]
      ELSE pick(['src', 'reports', 'images', 'client', 'data', 'logs', 'tmp', 'docs', 'build', 'export', 'mail', 'raw', 'run', 'set'], seed_of_server() + c.id, 1) || '-' || c.id END
  FROM tree t, LATERAL (SELECT t.id * 8 + i AS id FROM range(1, 9) r(i)) c WHERE c.id < greatest(9, entries_of_server() // 20)
)
SELECT *, seed_of_server() + id AS seed, u(seed_of_server() + id, 2) < 0.75 AS unpacked,
  CAST(epoch_us(TIMESTAMPTZ '2026-11-20 00:00:00Z') - 86400000000 - 1000000 * floor(1000 * 86400 * pow(u(seed_of_server() + id, 3), 2)) AS BIGINT) AS begun,
  CAST(1000 + floor(80 * pow(u(seed_of_server() + id // 64, 4), 2)) AS BIGINT) AS uid
FROM tree;
CREATE OR REPLACE TEMP TABLE entry AS
WITH drawn AS (
  SELECT seed_of_server() + n AS seed, seed_of_server() + n - CASE WHEN n % 400 = 1 THEN 1 ELSE 0 END AS inode,
    CAST(floor(greatest(9, entries_of_server() // 20) * pow(u(seed_of_server() + n, 5), 1.3)) AS BIGINT) AS folder, n % 400 <> 1 AS counted,
    n % 400 < 2 AS linked FROM range(entries_of_server()) r(n)
), shaped AS (
  SELECT d.*, f.path AS directory, f.uid, f.unpacked, f.begun, f.seed AS folder_seed,
    CASE WHEN d.inode % 37 = 0 THEN 'symlink' WHEN d.inode % 5003 = 0 THEN 'socket' ELSE 'file' END AS type,
    pick(['log', 'txt', 'jpg', 'pdf', '', 'java', 'csv', 'xml', 'html', 'png', 'docx', 'gz', 'json', 'dat', 'py', 'class', 'xlsx', 'mp4', 'tmp', 'bak', 'o', 'iso', 'parquet', 'md', 'zip', 'so', 'sql', 'wav', 'eml', 'conf'], d.inode, 6) AS extension
  FROM drawn d JOIN folder f ON f.id = d.folder
)
SELECT directory, folder,
  pick(['report', 'invoice', 'scan', 'backup', 'image', 'notes', 'model', 'access', 'draft', 'export', 'error', 'summary', 'index', 'photo', 'budget', 'contract', 'session', 'cache', 'letter', 'test', 'order', 'plan', 'minutes', 'customer'], seed, 7)
    || CASE WHEN u(seed, 8) < 0.3 THEN '-2026-' || lpad(CAST(seed % 12 + 1 AS VARCHAR), 2, '0') WHEN u(seed, 8) < 0.5 THEN '_final' ELSE '' END
    || '-' || CAST(seed % 100000000 AS VARCHAR) || CASE WHEN extension = '' THEN '' ELSE '.' || extension END AS name,
  extension, type,
  CASE type WHEN 'file' THEN CASE WHEN inode % 51 = 0 THEN 0 ELSE CAST(least(60e9, exp(8.5 + 2.4 * bell(inode, 9) + CASE WHEN extension IN ('mp4', 'iso', 'bak', 'parquet') THEN 4 ELSE 0 END)) AS BIGINT) END WHEN 'symlink' THEN 24 ELSE 0 END AS size,
  begun + CASE WHEN unpacked THEN 0 ELSE CAST(floor(86400e6 * u(inode, 11)) AS BIGINT) END AS modified,
  begun + CASE WHEN unpacked THEN 0 ELSE CAST(floor(86400e6 * u(inode, 11)) AS BIGINT) END
    + CASE WHEN unpacked OR u(inode, 12) < 0.5 THEN 0 ELSE CAST(floor((epoch_us(TIMESTAMPTZ '2026-11-20 00:00:00Z') - begun) * u(inode, 13)) AS BIGINT) END AS accessed,
  CASE WHEN folder_seed % 97 = 0 THEN 9000 + folder_seed % 7 ELSE uid END AS uid, inode + 1000 AS inode, linked, counted
FROM shaped;
CREATE OR REPLACE TEMP TABLE above AS
WITH RECURSIVE up(id, ancestor) AS (SELECT id, id FROM folder UNION ALL SELECT u.id, f.parent FROM up u JOIN folder f ON f.id = u.ancestor WHERE f.parent IS NOT NULL)
SELECT * FROM up;
CREATE OR REPLACE TEMP VIEW entries AS
  SELECT directory, name, CAST(NULL AS BLOB) AS raw_name, extension, type, size,
    CASE WHEN type = 'symlink' THEN 0 ELSE (size + 4095) // 4096 * 4096 END AS allocated,
    make_timestamptz(modified) AS modified, make_timestamptz(accessed) AS accessed, make_timestamptz(modified) AS changed,
    make_timestamptz(modified) AS created, uid, CAST(100 AS BIGINT) AS gid,
    CASE WHEN uid >= 9000 THEN NULL ELSE 'user-' || (uid - 1000) END AS owner, 'users' AS group_name,
    CAST(CASE type WHEN 'symlink' THEN 41471 WHEN 'socket' THEN 49645 ELSE CASE WHEN inode % 501 = 0 THEN 33206 ELSE 33188 END END AS INTEGER) AS mode,
    inode, CAST(64512 AS BIGINT) AS device, CASE WHEN linked THEN 2 ELSE 1 END::BIGINT AS links, counted
  FROM entry ORDER BY directory, name;
CREATE OR REPLACE TEMP VIEW directories AS
  WITH direct AS (
    SELECT folder AS id, count(*) AS files, coalesce(sum(size) FILTER (counted), 0) AS size,
      coalesce(sum(CASE WHEN type = 'symlink' THEN 0 ELSE (size + 4095) // 4096 * 4096 END) FILTER (counted), 0) AS allocated,
      max(modified) AS newest_modified, max(accessed) AS newest_accessed FROM entry GROUP BY folder
  ), below AS (
    SELECT ancestor AS id, sum(files) AS files, count(*) - 1 AS directories, sum(size) AS size, sum(allocated) AS allocated,
      max(newest_modified) AS newest_modified, max(newest_accessed) AS newest_accessed
    FROM above LEFT JOIN direct USING (id) GROUP BY ancestor
  ), inside AS (SELECT parent AS id, count(*) AS directories FROM folder WHERE parent IS NOT NULL GROUP BY parent)
  SELECT f.path, p.path AS parent, f.depth, coalesce(d.files, 0)::BIGINT AS files, coalesce(i.directories, 0)::BIGINT AS directories,
    coalesce(d.size, 0)::BIGINT AS size, coalesce(d.allocated, 0)::BIGINT AS allocated, coalesce(b.files, 0)::BIGINT AS total_files,
    b.directories::BIGINT AS total_directories, coalesce(b.size, 0)::BIGINT AS total_size, coalesce(b.allocated, 0)::BIGINT AS total_allocated,
    make_timestamptz(b.newest_modified) AS newest_modified, make_timestamptz(b.newest_accessed) AS newest_accessed,
    make_timestamptz(f.begun) AS modified, f.uid, CAST(100 AS BIGINT) AS gid, 'user-' || (f.uid - 1000) AS owner, 'users' AS group_name,
    CAST(16877 AS INTEGER) AS mode, f.seed + 50000000000 AS inode, CAST(64512 AS BIGINT) AS device, CAST(NULL AS VARCHAR) AS error,
    CAST(4096 AS BIGINT) AS own_size, CAST(4096 AS BIGINT) AS own_allocated
  FROM folder f LEFT JOIN folder p ON p.id = f.parent LEFT JOIN direct d ON d.id = f.id LEFT JOIN inside i ON i.id = f.id JOIN below b ON b.id = f.id
  ORDER BY f.path;
