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
