using System.Buffers;
using System.Text;
using Equipoise.Registry.Api.Fields;

namespace Equipoise.Registry.Tests.Api;

public sealed class RecordWriterTests
{
    private const string Record = """{"protocolSection":{"identificationModule":{"nctId":"NCT00000001"},"oversightModule":{},"descriptionModule":{"briefSummary":"at \\>= 5"},"conditionsModule":{"conditions":[]}},"hasResults":false}""";

    [Fact]
    public void Plain_markup_keeps_what_is_empty_in_the_record() =>
        Written(names: null, isLegacyMarkup: true).ShouldBe(Record.Replace("\\\\>", ">"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_asked_for_whole_and_is_empty_is_shown_so_and_what_holds_none_of_it_is_left_out(bool isLegacyMarkup)
    {
        Written(["OversightModule"], isLegacyMarkup).ShouldBe("""{"protocolSection":{"oversightModule":{}}}""");
        Written(["OversightHasDMC"], isLegacyMarkup).ShouldBe("{}");
        Written(["Condition"], isLegacyMarkup).ShouldBe("""{"protocolSection":{"conditionsModule":{"conditions":[]}}}""");
    }

    private static string Written(IReadOnlyList<string>? names, bool isLegacyMarkup)
    {
        var output = new ArrayBufferWriter<byte>();
        new RecordWriter(FieldSelection.Read(names, queried: null), isLegacyMarkup).Write(Encoding.UTF8.GetBytes(Record), output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
