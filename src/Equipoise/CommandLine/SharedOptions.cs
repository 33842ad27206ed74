using System.CommandLine;
using System.CommandLine.Parsing;
using Equipoise.Storage.Databases;

namespace Equipoise.CommandLine;

/// <summary>The options that every verb takes.</summary>
internal static class SharedOptions
{
    public static Option<string> Data { get; } = new("--data")
    {
        Description = "The folder of the embedded database; made when it is not there",
        HelpName = "DIR",
        DefaultValueFactory = _ => "data",
        Recursive = true,
        Validators = { result => Refuse(result, string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()) ? "--data is empty: name a folder." : null) },
    };

    public static Option<string?> Database { get; } = new("--database")
    {
        Description = "Keep studies in PostgreSQL instead, for example \"Host=localhost;Database=equipoise;Username=equipoise\"; the password may come from PGPASSWORD or a passfile",
        HelpName = "CONNECTION",
        Recursive = true,
        Validators = { result => Refuse(result, Storage.Databases.Database.WhatIsWrongWith(result.GetValueOrDefault<string>() ?? "")) },
    };

    public static Option<string?> ConductDatabase { get; } = new("--conduct-database")
    {
        Description = "Keep the data of running trials in this PostgreSQL database instead of conduct.db in the data folder; it must be another than --database",
        HelpName = "CONNECTION",
        Recursive = true,
        Validators = { result => Refuse(result, Storage.Databases.Database.WhatIsWrongWith(result.GetValueOrDefault<string>() ?? "")?.Replace("--database", "--conduct-database", StringComparison.Ordinal)) },
    };

    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Print exactly one JSON document on standard output",
        Recursive = true,
    };

    /// <summary>The registry's database as the words name it; the caller disposes of it.</summary>
    /// <exception cref="Equipoise.Storage.StorageException">It cannot be opened.</exception>
    public static Database OpenRegistryDatabase(ParseResult words) => TellingOfWaits(
        words,
        words.GetValue(Database) is { } connection ? Storage.Databases.Database.Postgres(connection) : LostRegistry.Demand(words.GetRequiredValue(Data), "registry.db"));

    /// <summary>The database of running trials as the words name it, apart from the registry's; the caller disposes of it.</summary>
    /// <exception cref="Equipoise.Storage.StorageException">It cannot be opened.</exception>
    public static Database OpenConductDatabase(ParseResult words) => TellingOfWaits(
        words,
        words.GetValue(ConductDatabase) is { } connection
            ? Storage.Databases.Database.Postgres(connection)
            : Storage.Databases.Database.Sqlite(Path.Combine(words.GetRequiredValue(Data), "conduct.db")));

    private static Database TellingOfWaits(ParseResult words, Database database)
    {
        database.Waits = words.InvocationConfiguration.Error.WriteLine;
        return database;
    }

    private static void Refuse(OptionResult option, string? sentence)
    {
        if (sentence is not null)
            option.AddError(sentence);
    }
}
