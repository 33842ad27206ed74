using System.Globalization;
using System.Reflection;

namespace Equipoise.Storage.Migrations;

/// <summary>All steps of one schema, first to newest, such as the registry's.</summary>
/// <remarks>The numbers run 1, 2, 3, …; the number of the newest is the schema's version.</remarks>
public sealed class MigrationSet
{
    /// <summary>A set of steps under a name that the database remembers.</summary>
    /// <exception cref="ArgumentException">The numbers have a gap or a double.</exception>
    public MigrationSet(string name, IEnumerable<Migration> steps)
    {
        Name = name;
        Steps = [.. steps.OrderBy(step => step.Number)];
        for (var i = 0; i < Steps.Count; i++)
        {
            if (Steps[i].Number != i + 1)
                throw new ArgumentException($"The migrations of {name} must be numbered 1, 2, 3, …: {Steps[i].Number} stands where {i + 1} should.", nameof(steps));
        }
    }

    /// <summary>The schema's name.</summary>
    public string Name { get; }

    /// <summary>Its steps in order.</summary>
    public IReadOnlyList<Migration> Steps { get; }

    /// <summary>The version that a database has after all steps.</summary>
    public int Version => Steps.Count;

    /// <summary>Reads the steps from the <c>NNNN-name.sql</c> files an assembly carries under a resource prefix.</summary>
    public static MigrationSet FromResources(string name, Assembly assembly, string prefix) =>
        new(name, assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(prefix, StringComparison.Ordinal) && resource.EndsWith(".sql", StringComparison.Ordinal))
            .Select(resource => Read(assembly, resource, resource[prefix.Length..^".sql".Length])));

    private static Migration Read(Assembly assembly, string resource, string fileName)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var dash = fileName.IndexOf('-', StringComparison.Ordinal);
        return new Migration(
            int.Parse(fileName[..dash], NumberStyles.None, CultureInfo.InvariantCulture),
            fileName[(dash + 1)..],
            reader.ReadToEnd());
    }
}
