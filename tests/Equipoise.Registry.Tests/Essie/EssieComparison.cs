using System.Text.Json;
using Equipoise.Registry.Essie;
using Equipoise.Registry.Records;

namespace Equipoise.Registry.Tests.Essie;

/// <summary>Compares what the index finds with what the records say.</summary>
internal static class EssieComparison
{
    /// <summary>Compares for made-up expressions of every kind but words.</summary>
    public static async Task CompareAsync(IReadOnlyList<StudyRecord> records, int expressions)
    {
        await using var studies = await IndexedStudies.OfAsync(records);
        var parsed = records.Select(record => (Id: record.Id.ToString(), Json: JsonDocument.Parse(record.Utf8).RootElement)).ToList();
        var maker = new ExpressionMaker(seed: Thoroughness.Full ? Environment.TickCount : 20261122);
        var telling = 0;
        for (var number = 0; number < expressions; number++)
        {
            var text = maker.Next();
            var expression = EssieParser.Parse(text);
            var expected = parsed.Where(record => NaiveEssie.Matches(expression, record.Json)).Select(record => record.Id).Order(StringComparer.Ordinal).ToList();
            string.Join(' ', studies.Find(text).Order(StringComparer.Ordinal)).ShouldBe(string.Join(' ', expected), text);
            telling += expected.Count > 0 && expected.Count < records.Count ? 1 : 0;
        }

        // Expressions that find all or nothing show little.
        telling.ShouldBeGreaterThan(expressions / 4);
    }
}
