using System.Text.RegularExpressions;

namespace Equipoise.Storage.Databases;

/// <summary>All that differs between the SQL of SQLite and of PostgreSQL. Everything else is one text for both.</summary>
public sealed partial class Dialect
{
    /// <summary>SQLite: the embedded default.</summary>
    public static Dialect Sqlite { get; } = new()
    {
        Types = { ["text"] = "text collate binary", ["bytes"] = "blob", ["long"] = "integer" },
        CountOfTables = "select count(*) from sqlite_master where type in ('table', 'view') and name not like 'sqlite_%'",
        FindTable = "select count(*) from sqlite_master where type = 'table' and name = @table",
        Size = "select page_count * page_size from pragma_page_count, pragma_page_size",
        // A write transaction in SQLite already holds the only write lock there is.
        LockForMigration = null,
        // "insert or replace" deletes without asking a trigger for deletions, so a key that is there refuses as well.
        AppendOnly = (table, keys) =>
            $"""
            create trigger {table}_refuses_update before update on {table} begin select raise(abort, '{table} is append-only'); end;
            create trigger {table}_refuses_delete before delete on {table} begin select raise(abort, '{table} is append-only'); end;
            create trigger {table}_refuses_replace before insert on {table}
              when exists (select 1 from {table} where {string.Join(" and ", keys.Select(key => $"{table}.{key} = new.{key}"))})
              begin select raise(abort, '{table} is append-only'); end;
            """,
    };

    /// <summary>PostgreSQL, for more than one machine.</summary>
    public static Dialect Postgres { get; } = new()
    {
        Types = { ["text"] = "text collate \"C\"", ["bytes"] = "bytea", ["long"] = "bigint" },
        // The catalog itself: the information schema would hide what belongs to another user.
        CountOfTables = "select count(*) from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')",
        FindTable = "select count(*) from pg_class where relnamespace = current_schema()::regnamespace and relname = @table",
        Size = "select pg_database_size(current_database())",
        // Any number that no other program uses; two nodes that start together take turns.
        LockForMigration = "select pg_advisory_xact_lock(4547265001)",
        AppendOnly = (table, _) =>
            $"""
            create or replace function refuse_change() returns trigger language plpgsql as
              $$ begin raise exception '% is append-only', tg_table_name; end $$;
            create trigger {table}_refuses_change before update or delete or truncate on {table} for each statement execute function refuse_change();
            """,
    };

    private Dialect()
    {
    }

    /// <summary>Counts the tables of the database.</summary>
    public required string CountOfTables { get; init; }

    /// <summary>Counts the tables called <c>@table</c>: 0 or 1.</summary>
    public required string FindTable { get; init; }

    /// <summary>The size of the database in bytes.</summary>
    public required string Size { get; init; }

    /// <summary>Makes other nodes wait until this transaction has migrated, or null where none can be there.</summary>
    public required string? LockForMigration { get; init; }

    /// <summary>Statements that make the database itself refuse to change or delete a table's rows, from the table's name and its
    /// primary key: what a migration writes as <c>{append-only audit_entry (trail_id, number)};</c>.</summary>
    public required Func<string, IReadOnlyList<string>, string> AppendOnly { get; init; }

    /// <summary>Column types by the name a migration uses: <c>{text}</c> compares and sorts by code point on both.</summary>
    private Dictionary<string, string> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>Writes a migration's <c>{type}</c> names in this dialect; other braces stay as they are.</summary>
    /// <exception cref="InvalidOperationException">A word in braces is not one of the known types.</exception>
    internal string Translate(string sql) =>
        TypeName().Replace(RefuseChanges(sql), match => Types.TryGetValue(match.Groups["name"].Value, out var type)
            ? type
            : throw new InvalidOperationException($"A migration uses the type {match.Value}, which is not one of {string.Join(", ", Types.Keys)}."));

    private string RefuseChanges(string sql) =>
        AppendOnlyTable().Replace(sql, match => AppendOnly(match.Groups["table"].Value, match.Groups["keys"].Value.Split(", ")));

    [GeneratedRegex(@"\{append-only (?<table>[a-z_]+) \((?<keys>[a-z_, ]+)\)\};", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex AppendOnlyTable();

    [GeneratedRegex(@"\{(?<name>[a-z]+)\}", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex TypeName();
}
