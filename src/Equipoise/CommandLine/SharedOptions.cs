using System.CommandLine;
using Equipoise.Storage.Databases;

namespace Equipoise.CommandLine;

/// <summary>The options that every verb takes.</summary>
internal static class SharedOptions
{
    public static Option<DirectoryInfo> Data { get; } = new("--data")
    {
        Description = "The folder where the embedded database lies; made when it is not there",
        HelpName = "DIR",
        DefaultValueFactory = _ => new DirectoryInfo("data"),
        Recursive = true,
    };

    public static Option<string?> Database { get; } = new("--database")
    {
        Description = "Keep studies in PostgreSQL instead, for example \"Host=localhost;Database=equipoise;Username=equipoise\"; the password may come from PGPASSWORD or a passfile",
        HelpName = "CONNECTION",
        Recursive = true,
    };

    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Print exactly one JSON document on standard output",
        Recursive = true,
    };

    /// <summary>The registry's database as the words name it; the caller disposes of it.</summary>
    /// <exception cref="Equipoise.Storage.StorageException">It cannot be opened.</exception>
    public static Database OpenRegistryDatabase(ParseResult words) =>
        words.GetValue(Database) is { } connection
            ? Storage.Databases.Database.Postgres(connection)
            : Storage.Databases.Database.Sqlite(Path.Combine(words.GetRequiredValue(Data).ToString(), "registry.db"));
}
