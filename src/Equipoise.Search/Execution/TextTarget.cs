using Equipoise.Search.Schema;

namespace Equipoise.Search.Execution;

/// <summary>What a text query searches: a group, or single fields.</summary>
internal sealed class TextTarget
{
    /// <summary>Takes the group, or -1 and the fields.</summary>
    public TextTarget(TableSchema schema, int group, int[] fields)
    {
        (Group, Fields) = (group, fields);
        Weights = new float[schema.Fields.Count];
        foreach (var field in fields)
            Weights[field] = 1;
        Settings = group < 0 ? null : schema.Groups[group];
        if (Settings is not null)
        {
            foreach (var (name, weight) in Settings.Weights)
                Weights[schema.FieldNumber(name)] = (float)weight;
        }

        MostWeight = Weights.Max();
        IsEveryField = schema.Fields.Index().All(field => field.Item.Kind != FieldKind.Text || Weights[field.Index] > 0);
        // A group that has some fields: what has a phrase in one of them has it in the group.
        Among = group >= 0 ? group
            : schema.Groups.Index().Where(each => fields.All(field => each.Item.Weights.GetValueOrDefault(schema.Fields[field].Name) > 0)).Select(each => each.Index).DefaultIfEmpty(-1).First();
    }

    /// <summary>The group, or -1 where single fields are searched.</summary>
    public int Group { get; }

    /// <summary>The fields where there is no group.</summary>
    public int[] Fields { get; }

    /// <summary>The group's settings, or null.</summary>
    public FieldGroup? Settings { get; }

    /// <summary>For each field what an occurrence in it counts; 0 where it is not searched.</summary>
    public float[] Weights { get; }

    /// <summary>The greatest weight.</summary>
    public float MostWeight { get; }

    /// <summary>Whether all text fields are searched.</summary>
    public bool IsEveryField { get; }

    /// <summary>A group in which all that is searched lies, or -1.</summary>
    public int Among { get; }
}
