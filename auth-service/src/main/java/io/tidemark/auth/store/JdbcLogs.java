package io.tidemark.auth.store;

import io.tidemark.auth.audit.Archive;
import io.tidemark.auth.audit.LogStore;
import io.tidemark.auth.audit.PartFolders;
import io.tidemark.auth.audit.RawRows;
import io.tidemark.platform.tenant.Tenant;
import jakarta.inject.Singleton;

import javax.sql.DataSource;

/// Reads and archives each tenant's log in transactions of that tenant, so that the database shows no other's rows.
@Singleton
class JdbcLogs implements LogStore {
    private final DataSource database;
    private final PartFolders folders;

    JdbcLogs(DataSource database, PartFolders folders) {
        this.database = database;
        this.folders = folders;
    }

    @Override
    public RawRows rows(Tenant tenant) {
        return new StreamedRows(database, folders.of(tenant), tenant);
    }

    @Override
    public Archive archive(Tenant tenant) {
        return new JdbcArchive(database, tenant);
    }
}
