using System.Data;
using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace Equipoise.Storage.Databases;

/// <summary>One PostgreSQL database; the server orders its writers.</summary>
internal sealed class PostgresDatabase : Database
{
    // Together fewer than the hundred that a server allows by default, so that several nodes can share one; who comes later waits.
    private const int MostReaders = 16;
    private const int MostWriters = 10;
    private const int MostStatements = 200;
    private readonly NpgsqlDataSource readers;
    private readonly NpgsqlDataSource writers;
    private readonly NpgsqlDataSource flushers;
    private readonly FlushLine flushes;
    private readonly NpgsqlConnectionStringBuilder address;

    public PostgresDatabase(string connectionString)
    {
        address = Parse(connectionString);
        try
        {
            // What a connection is for is said once, when it is opened, and not again with each transaction.
            readers = Connections(MostReaders, "-c default_transaction_read_only=on");
            writers = Connections(MostWriters, "-c synchronous_commit=off");
            flushers = Connections(most: 1, "");
            flushes = new FlushLine(flushers);
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException)
        {
            throw new StorageException($"--database cannot be used: {failure.Message}", failure);
        }
    }

    public override string Description => $"PostgreSQL database {address.Database} on {Host}";

    public override Dialect Dialect => Dialect.Postgres;

    private string Host => $"{address.Host}:{address.Port}";

    private string User => string.IsNullOrEmpty(address.Username) ? "this user" : $"the user {address.Username}";

    public override async ValueTask DisposeAsync()
    {
        await flushes.DisposeAsync();
        foreach (var pool in (NpgsqlDataSource[])[readers, writers, flushers])
            await pool.DisposeAsync();
    }

    protected override async Task<DbConnection> OpenReaderAsync(CancellationToken cancellation) =>
        await readers.OpenConnectionAsync(cancellation);

    protected override ValueTask<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellation) =>
        connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);

    // The commit itself does not wait for the disk, so that nobody waits for this writer's rows while it would; the writer then does, together with
    // all others who have just committed.
    protected override async Task<T> WriteOnceAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellation)
    {
        T result;
        FlushWitness witness;
        await using (var connection = await writers.OpenConnectionAsync(cancellation))
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            result = await work(transaction);
            witness = await flushes.WitnessAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }

        await flushes.JoinAsync(witness);
        return result;
    }

    protected override async Task<Func<Task>> BeginDurableReadAsync(CancellationToken cancellation)
    {
        var witness = await flushes.WitnessAsync(cancellation);
        return () => flushes.JoinAsync(witness).WaitAsync(cancellation);
    }

    private NpgsqlDataSource Connections(int most, string options)
    {
        var opened = new NpgsqlConnectionStringBuilder(address.ConnectionString);
        // The words of a connection string take the place of those in the environment, which are meant too.
        opened.Options = $"{opened.Options ?? Environment.GetEnvironmentVariable("PGOPTIONS")} {options}".Trim();
        if (!address.ShouldSerialize("Maximum Pool Size"))
            opened.MaxPoolSize = most;
        // The one that flushes is kept open, and never taken from a pool again.
        opened.Pooling = most > 1;
        // Nothing here changes a connection for longer than a transaction.
        opened.NoResetOnClose = true;
        return NpgsqlDataSource.Create(opened);
    }

    protected override bool WasStale(Exception failure) => failure is NpgsqlException
    {
        SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown,
    } or NpgsqlException { InnerException: IOException };

    protected override bool WasDeadlock(Exception failure) => failure is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected };

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
            PostgresErrorCodes.DeadlockDetected =>
                "Two changes at one moment waited for each other, and this one was undone: try it again.",
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

        if (string.IsNullOrEmpty(parsed.Host) || string.IsNullOrEmpty(parsed.Database))
            throw new StorageException("--database names no host or no database: write it as Host=localhost;Database=equipoise;Username=equipoise.");
        // Names with these signs are parts of a URL, perhaps with a password in it, and would be repeated in messages.
        if ((!parsed.Host.StartsWith('/') && parsed.Host.AsSpan().ContainsAny("@/?=")) || parsed.Database.AsSpan().ContainsAny("@/?="))
            throw new StorageException("--database has a host or database name with one of the signs @ / ? = in it: write it as Host=localhost;Database=equipoise;Username=equipoise.");
        // The same few statements come again and again.
        if (!parsed.ShouldSerialize("Max Auto Prepare"))
            parsed.MaxAutoPrepare = MostStatements;
        return parsed;
    }
}
