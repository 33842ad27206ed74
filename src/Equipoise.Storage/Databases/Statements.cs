using System.Data.Common;
using Dapper;

namespace Equipoise.Storage.Databases;

/// <summary>SQL within a transaction or snapshot, its values given by name (<c>@id</c>) as members of an object; stopped when
/// whoever asked for it gives up.</summary>
public static class Statements
{
    /// <summary>Runs a statement; given a sequence of objects, once for each.</summary>
    /// <returns>How many rows it changed.</returns>
    public static Task<int> ExecuteAsync(this DbTransaction transaction, string sql, object? values = null, CancellationToken cancellation = default) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellation));

    /// <summary>Runs a statement once for each of many rows: their values go by place, so that no name is looked up for each.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="names">The names of its values, as they stand there (<c>@id</c>).</param>
    /// <param name="rows">For each row the values in the order of the names.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task ExecuteEachAsync(
        this DbTransaction transaction, string sql, IReadOnlyList<string> names, IReadOnlyCollection<object?[]> rows, CancellationToken cancellation = default)
    {
        if (rows.Count == 0)
            return;
        using var command = transaction.Connection!.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        var parameters = new DbParameter[names.Count];
        for (var number = 0; number < parameters.Length; number++)
        {
            parameters[number] = command.CreateParameter();
            parameters[number].ParameterName = names[number];
            command.Parameters.Add(parameters[number]);
        }

        foreach (var row in rows)
        {
            for (var number = 0; number < parameters.Length; number++)
                parameters[number].Value = row[number] ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    /// <summary>Reads all rows.</summary>
    public static async Task<IReadOnlyList<T>> QueryAsync<T>(this DbTransaction transaction, string sql, object? values = null, CancellationToken cancellation = default) =>
        [.. await transaction.Connection!.QueryAsync<T>(new CommandDefinition(sql, values, transaction, cancellationToken: cancellation))];

    /// <summary>Reads all rows, each as two values: the columns before <paramref name="second"/>, and those from it on.</summary>
    public static async Task<IReadOnlyList<(TFirst First, TSecond Second)>> QueryPairsAsync<TFirst, TSecond>(
        this DbTransaction transaction, string sql, string second, object? values = null, CancellationToken cancellation = default) =>
        [
            .. await transaction.Connection!.QueryAsync<TFirst, TSecond, (TFirst, TSecond)>(
                new CommandDefinition(sql, values, transaction, cancellationToken: cancellation), static (first, rest) => (first, rest), second),
        ];

    /// <summary>Reads the only row there can be, or null where there is none.</summary>
    public static Task<T?> QueryOneAsync<T>(this DbTransaction transaction, string sql, object? values = null, CancellationToken cancellation = default)
        where T : class =>
        transaction.Connection!.QuerySingleOrDefaultAsync<T>(new CommandDefinition(sql, values, transaction, cancellationToken: cancellation));

    /// <summary>Counts: reads one whole number.</summary>
    public static Task<long> CountAsync(this DbTransaction transaction, string sql, object? values = null, CancellationToken cancellation = default) =>
        transaction.Connection!.ExecuteScalarAsync<long>(new CommandDefinition(sql, values, transaction, cancellationToken: cancellation));
}
