using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Equipoise.Storage.Databases;

/// <summary>Several statements that run in their order, each seeing what those before it did. To PostgreSQL they travel in one message, which is one round trip instead
/// of many; SQLite, where there is no way to go, runs one after the other.</summary>
/// <param name="transaction">Where they run.</param>
/// <param name="cancellation">Gives up.</param>
public sealed partial class StatementBatch(DbTransaction transaction, CancellationToken cancellation)
{
    private static readonly ConcurrentDictionary<(string Sql, int Number), string> Renamed = new();
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Members = new();

    private readonly List<Statement> statements = [];

    /// <summary>Whether it has no statement yet.</summary>
    public bool IsEmpty => statements.Count == 0;

    /// <summary>Adds a statement that answers nothing.</summary>
    public void Execute(string sql, object values) => statements.Add(new Statement(sql, values, null, null));

    /// <summary>Adds a statement that answers the only row there can be, or none.</summary>
    public BatchAnswer<T?> One<T>(string sql, object values)
    {
        var answer = new BatchAnswer<T?>();
        statements.Add(new Statement(
            sql, values,
            async rows => answer.Take(await rows.ReadSingleOrDefaultAsync<T>()),
            async (connection, command) => answer.Take(await connection.QuerySingleOrDefaultAsync<T>(command))));
        return answer;
    }

    /// <summary>Adds a statement that answers rows.</summary>
    public BatchAnswer<IReadOnlyList<T>> All<T>(string sql, object values)
    {
        var answer = new BatchAnswer<IReadOnlyList<T>>();
        statements.Add(new Statement(
            sql, values,
            async rows => answer.Take([.. await rows.ReadAsync<T>()]),
            async (connection, command) => answer.Take([.. await connection.QueryAsync<T>(command)])));
        return answer;
    }

    /// <summary>Sends them all and takes their answers.</summary>
    public Task SendAsync() => transaction.Connection is SqliteConnection connection ? RunEachAsync(connection) : SendTogetherAsync();

    private async Task RunEachAsync(SqliteConnection connection)
    {
        foreach (var statement in statements)
        {
            var command = new CommandDefinition(statement.Sql, statement.Values, transaction, cancellationToken: cancellation);
            if (statement.Run is { } run)
                await run(connection, command);
            else
                await connection.ExecuteAsync(command);
        }
    }

    private async Task SendTogetherAsync()
    {
        var (text, parameters) = (new StringBuilder(), new DynamicParameters());
        foreach (var (number, statement) in statements.Index())
            Add(text, parameters, number, statement);
        var command = new CommandDefinition(text.ToString(), parameters, transaction, cancellationToken: cancellation);
        if (statements.TrueForAll(statement => statement.Read is null))
        {
            await transaction.Connection!.ExecuteAsync(command);
            return;
        }

        await using var rows = await transaction.Connection!.QueryMultipleAsync(command);
        foreach (var statement in statements)
        {
            if (statement.Read is { } read)
                await read(rows);
        }
    }

    // Statements of one message share the names of their values; a number keeps them apart.
    private static void Add(StringBuilder text, DynamicParameters parameters, int number, Statement statement)
    {
        text.Append(Renamed.GetOrAdd((statement.Sql, number), static key => ValueName().Replace(key.Sql, $"@${{name}}_{key.Number}"))).Append(";\n");
        foreach (var member in Members.GetOrAdd(statement.Values.GetType(), static type => type.GetProperties()))
        {
            if (statement.Sql.Contains($"@{member.Name}", StringComparison.OrdinalIgnoreCase))
                parameters.Add($"{member.Name}_{number}", member.GetValue(statement.Values));
        }
    }

    [GeneratedRegex("@(?<name>[A-Za-z]+)", RegexOptions.None, 10_000)]
    private static partial Regex ValueName();

    // Its answer is read from those of a message, or from its own.
    private sealed record Statement(string Sql, object Values, Func<SqlMapper.GridReader, Task>? Read, Func<DbConnection, CommandDefinition, Task>? Run);
}
