using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Equipoise.Conformance.Statistics;

/// <summary>Reads reference results, in which an array of one stands as its element, and compares with them.</summary>
internal static class Reference
{
    public static JsonElement Read(string file) =>
        JsonDocument.Parse(File.ReadAllText(Repository.SharedPathTo("statistics", "reference", file))).RootElement.Clone();

    public static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : element.ValueKind == JsonValueKind.Null ? [] : [element];

    public static double[] Numbers(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Null ? [double.NaN] : [.. element.Items().Select(item => item.ValueKind == JsonValueKind.Null ? double.NaN : item.GetDouble())];

    public static double[] Numbers(this JsonElement element, string name) => element.GetProperty(name).Numbers();

    public static double Number(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    /// <summary>A list of names that the reference writes as one text, or null.</summary>
    public static string[] Names(this JsonElement element, string name) =>
        element.GetProperty(name).ValueKind == JsonValueKind.Null ? [] : [.. element.GetProperty(name).Items().Select(item => item.GetString()!)];

    public static double[][] Matrix(this JsonElement element, string name) => [.. element.GetProperty(name).Items().Select(row => row.Numbers())];

    /// <summary>Asserts agreement within a tolerance relative to the size of the value, absolute below 1.</summary>
    public static void ShouldAgree(this IEnumerable<double> actual, IEnumerable<double> expected, double tolerance, string what, [CallerMemberName] string test = "")
    {
        var (ours, theirs) = (actual.ToArray(), expected.ToArray());
        ours.Length.ShouldBe(theirs.Length, what);
        AccuracyTable.Add(test, ours, theirs, tolerance);
        for (var i = 0; i < ours.Length; i++)
        {
            if (double.IsNaN(theirs[i]))
                double.IsFinite(ours[i]).ShouldBeFalse($"{what}[{i}] is {ours[i]}, the reference has none");
            else
                Math.Abs(ours[i] - theirs[i]).ShouldBeLessThanOrEqualTo(tolerance * Math.Max(1, Math.Abs(theirs[i])), $"{what}[{i}] is {ours[i]:R}, the reference has {theirs[i]:R}");
        }
    }

    public static void ShouldAgree(this double actual, double expected, double tolerance, string what, [CallerMemberName] string test = "") =>
        ShouldAgree([actual], [expected], tolerance, what, test);
}
