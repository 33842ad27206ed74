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
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
            $"PostgreSQL on {Host} refused the user {address.Username}: check the user name and password of --database.",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } =>
            $"PostgreSQL on {Host} has no database {address.Database}: create it (createdb {address.Database}), or name another in --database.",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } =>
            $"The user {address.Username} may not do this in {Description}: grant the right to create and change tables there.",
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } =>
            $"The disk of {Description} is full: make room, then start again; nothing was half written.",
        NpgsqlException { InnerException: SocketException or TimeoutException or IOException } =>
            $"PostgreSQL on {Host} does not answer: start it, or correct the host and port of --database.",
        _ => null,
    };

    private static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        NpgsqlConnectionStringBuilder parsed;
        try
        {
            parsed = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            // The driver's own message may repeat the words it could not read, a password among them.
            throw new StorageException("--database is no PostgreSQL connection string: write it as Host=localhost;Database=equipoise;Username=equipoise.");
        }

        return string.IsNullOrEmpty(parsed.Host) || string.IsNullOrEmpty(parsed.Database)
            ? throw new StorageException("--database names no host or no database: write it as Host=localhost;Database=equipoise;Username=equipoise.")
            : parsed;
    }
}
