using System.Data.Common;
using Equipoise.Storage.Databases;

namespace Equipoise.Conduct.Store;

/// <summary>The conduct data as of one moment.</summary>
public class ConductSnapshot
{
    internal ConductSnapshot(DbTransaction transaction, CancellationToken cancellation) => (Transaction, Cancellation) = (transaction, cancellation);

    /// <summary>The transaction underneath, for the statements of this folder.</summary>
    internal DbTransaction Transaction { get; }

    /// <summary>Gives up.</summary>
    internal CancellationToken Cancellation { get; }

    internal Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? values = null) => Transaction.QueryAsync<T>(sql, values, Cancellation);

    internal Task<T?> QueryOneAsync<T>(string sql, object? values = null)
        where T : class => Transaction.QueryOneAsync<T>(sql, values, Cancellation);

    /// <summary>Statements to send in one message.</summary>
    internal StatementBatch Batch() => new(Transaction, Cancellation);

    internal Task<long> CountAsync(string sql, object? values = null) => Transaction.CountAsync(sql, values, Cancellation);
}
