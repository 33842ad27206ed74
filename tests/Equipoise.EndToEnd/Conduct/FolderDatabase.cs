using Equipoise.Storage.Databases;

namespace Equipoise.EndToEnd.Conduct;

/// <summary>The conduct database of a data folder, filled by a test before a program is started on it.</summary>
internal sealed class FolderDatabase(TemporaryFolder folder) : TestDatabase
{
    public override IReadOnlyList<string> ProgramOptions => ["--data", folder.Path];

    protected override Database OpenCore() => Database.Sqlite(folder.PathTo("conduct.db"));

    protected override ValueTask RemoveAsync() => ValueTask.CompletedTask;
}
