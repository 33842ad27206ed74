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

    /// <summary>Reads rows of several participants, each with whose it is.</summary>
    /// <param name="sql">A statement whose first column is the participant.</param>
    /// <param name="second">The name of its second column.</param>
    /// <param name="values">The values.</param>
    internal Task<IReadOnlyList<(string Participant, T Row)>> QueryOfParticipantsAsync<T>(string sql, string second, object values) =>
        Transaction.QueryPairsAsync<string, T>(sql, second, values, Cancellation);

    internal Task<T?> QueryOneAsync<T>(string sql, object? values = null)
        where T : class => Transaction.QueryOneAsync<T>(sql, values, Cancellation);

    /// <summary>Statements to send in one message.</summary>
    internal StatementBatch Batch() => new(Transaction, Cancellation);

    internal Task<long> CountAsync(string sql, object? values = null) => Transaction.CountAsync(sql, values, Cancellation);
}
