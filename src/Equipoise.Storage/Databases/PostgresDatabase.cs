using System.Data;
using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace Equipoise.Storage.Databases;

/// <summary>One PostgreSQL database; the server orders its writers.</summary>
internal sealed class PostgresDatabase : Database
{
    private readonly NpgsqlDataSource readers;
    private readonly NpgsqlDataSource writers;
    private readonly NpgsqlConnectionStringBuilder address;

    public PostgresDatabase(string connectionString)
    {
        address = Parse(connectionString);
        writers = NpgsqlDataSource.Create(address);
        readers = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(address.ConnectionString)
        {
            Options = $"{address.Options} -c default_transaction_read_only=on".Trim(),
        });
    }

    public override string Description => $"PostgreSQL database {address.Database} on {Host}";

    public override Dialect Dialect => Dialect.Postgres;

    private string Host => $"{address.Host}:{address.Port}";

    private string User => string.IsNullOrEmpty(address.Username) ? "this user" : $"the user {address.Username}";

    public override async ValueTask DisposeAsync()
    {
        await readers.DisposeAsync();
        await writers.DisposeAsync();
    }

    protected override async Task<DbConnection> OpenReaderAsync(CancellationToken cancellation) =>
        await readers.OpenConnectionAsync(cancellation);

    protected override async ValueTask<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellation) =>
        await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);

    protected override async Task<DbConnection> OpenWriterAsync(CancellationToken cancellation) =>
        await writers.OpenConnectionAsync(cancellation);

    protected override Task<IDisposable?> WaitForTurnAsync(CancellationToken cancellation) => Task.FromResult<IDisposable?>(null);

    protected override string? Explain(Exception failure) => failure switch
    {
        PostgresException answer => answer.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                $"PostgreSQL on {Host} refused {User}: check the user name and password of --database.",
            PostgresErrorCodes.InvalidCatalogName =>
                $"PostgreSQL on {Host} has no database {address.Database}: create it (createdb {address.Database}), or name another in --database.",
            PostgresErrorCodes.InsufficientPrivilege =>
                $"The {Description} does not let {User} do this: make that user the owner of the database.",
            PostgresErrorCodes.ReadOnlySqlTransaction =>
                $"The {Description} cannot be written: name the primary server in --database, not a standby.",
            PostgresErrorCodes.TooManyConnections =>
                $"PostgreSQL on {Host} has no connection left: raise its max_connections, or stop other programs that use it.",
            PostgresErrorCodes.DiskFull =>
                $"The disk of the {Description} is full: make room, then start again; nothing was half written.",
            PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow =>
                $"PostgreSQL on {Host} is stopping or starting: try again when it is up.",
            _ => $"The {Description} refused: {answer.MessageText}",
        },
        NpgsqlException { InnerException: SocketException or TimeoutException or IOException } =>
            $"PostgreSQL on {Host} does not answer: start it, or correct the host and port of --database.",
        NpgsqlException when failure.Message.StartsWith("No password", StringComparison.Ordinal) =>
            $"PostgreSQL on {Host} asks {User} for a password: give it in PGPASSWORD or a password file.",
        NpgsqlException => $"PostgreSQL on {Host} cannot be used: {failure.Message}",
        _ => null,
    };

    internal static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        NpgsqlConnectionStringBuilder parsed;
        try
        {
            parsed = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            // The driver's own message may repeat the words it could not read, a password among them.
            throw new StorageException("--database is not a PostgreSQL connection string: write it as Host=localhost;Database=equipoise;Username=equipoise.");
        }

        return string.IsNullOrEmpty(parsed.Host) || string.IsNullOrEmpty(parsed.Database)
            ? throw new StorageException("--database names no host or no database: write it as Host=localhost;Database=equipoise;Username=equipoise.")
            : parsed;
    }
}
