using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;

namespace Equipoise.Storage.Databases;

/// <summary>Several statements that travel to the database in one message and run there in their order, each seeing what those before it did. On
/// PostgreSQL that is one round trip instead of many.</summary>
/// <param name="transaction">Where they run.</param>
/// <param name="cancellation">Gives up.</param>
public sealed partial class StatementBatch(DbTransaction transaction, CancellationToken cancellation)
{
    private static readonly ConcurrentDictionary<(string Sql, int Number), string> Renamed = new();
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Members = new();

    private readonly StringBuilder text = new();
    private readonly DynamicParameters parameters = new();
    private readonly List<Func<SqlMapper.GridReader, Task>> readings = [];
    private int statements;

    /// <summary>Whether it has no statement yet.</summary>
    public bool IsEmpty => statements == 0;

    /// <summary>Adds a statement that answers nothing.</summary>
    public void Execute(string sql, object values) => Add(sql, values);

    /// <summary>Adds a statement that answers the only row there can be, or none.</summary>
    public BatchAnswer<T?> One<T>(string sql, object values)
    {
        var answer = new BatchAnswer<T?>();
        Add(sql, values);
        readings.Add(async rows => answer.Take(await rows.ReadSingleOrDefaultAsync<T>()));
        return answer;
    }

    /// <summary>Adds a statement that answers rows.</summary>
    public BatchAnswer<IReadOnlyList<T>> All<T>(string sql, object values)
    {
        var answer = new BatchAnswer<IReadOnlyList<T>>();
        Add(sql, values);
        readings.Add(async rows => answer.Take([.. await rows.ReadAsync<T>()]));
        return answer;
    }

    /// <summary>Sends them all and takes their answers.</summary>
    public async Task SendAsync()
    {
        var command = new CommandDefinition(text.ToString(), parameters, transaction, cancellationToken: cancellation);
        if (readings.Count == 0)
        {
            await transaction.Connection!.ExecuteAsync(command);
            return;
        }

        await using var rows = await transaction.Connection!.QueryMultipleAsync(command);
        foreach (var read in readings)
            await read(rows);
    }

    // Statements of one message share the names of their values; a number keeps them apart.
    private void Add(string sql, object values)
    {
        var number = statements++;
        text.Append(Renamed.GetOrAdd((sql, number), static key => ValueName().Replace(key.Sql, $"@${{name}}_{key.Number}"))).Append(";\n");
        foreach (var member in Members.GetOrAdd(values.GetType(), static type => type.GetProperties()))
        {
            if (sql.Contains($"@{member.Name}", StringComparison.OrdinalIgnoreCase))
                parameters.Add($"{member.Name}_{number}", member.GetValue(values));
        }
    }

    [GeneratedRegex("@(?<name>[A-Za-z]+)", RegexOptions.None, 1000)]
    private static partial Regex ValueName();
}
