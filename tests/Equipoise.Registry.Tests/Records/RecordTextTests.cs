using System.Text;
using System.Text.Json;
using Equipoise.Registry.Records;
using Equipoise.Registry.Samples;
using FsCheck;
using FsCheck.Fluent;

namespace Equipoise.Registry.Tests.Records;

public sealed class RecordTextTests
{
    private static readonly Config Trials = Thoroughness.Full
        ? Config.QuickThrowOnFailure.WithMaxTest(20_000)
        : Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(seed: 20261122, gamma: 1);

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 200 };

    [Theory]
    [InlineData(""" { "b" : 1 , "a" : [ true , null , { } , [ ] ] } """, """{"b":1,"a":[true,null,{},[]]}""")]
    [InlineData("""{"n":[1.50,1e5,-0,0.10E+02,12345678901234567890.123456789]}""", """{"n":[1.50,1e5,-0,0.10E+02,12345678901234567890.123456789]}""")]
    [InlineData("""{"t":"caf\u00e9 \u2265 5 \ud83d\ude00 \/ \u003c\u0026"}""", """{"t":"café ≥ 5 😀 / <&"}""")]
    [InlineData("""{"t":"\u0022 \u005C \u0008\u000c\u000A\u000d\u0009 \u001F \u0000"}""", """{"t":"\" \\ \b\f\n\r\t \u001f \u0000"}""")]
    [InlineData("""{"t":"\" \\ \b\f\n\r\t"}""", """{"t":"\" \\ \b\f\n\r\t"}""")]
    [InlineData("""{"\u0061":1,"a":2}""", """{"a":1,"a":2}""")]
    [InlineData("\"text\"", "\"text\"")]
    public void A_value_is_written_in_one_way(string json, string compact) => Compact(json).ShouldBe(compact);

    [Fact]
    public void Characters_beyond_the_basic_plane_and_separators_stand_as_themselves()
    {
        var text = "{\"t\":\"😀\u2028\u007F\uE000é\"}";

        Compact(text).ShouldBe(text);
    }

    [Theory]
    [InlineData("""{"t":"\ud83d"}""", "The record has half of a surrogate pair, \\ud83d, at byte 6, which is no character.")]
    [InlineData("""{"t":"x\ude00"}""", "The record has half of a surrogate pair, \\ude00, at byte 7,")]
    [InlineData("""{"t":"\ud83dA"}""", "The record has half of a surrogate pair, \\ud83d,")]
    [InlineData("""{"a":1""", "The record is not JSON: line 1,")]
    [InlineData("{\"a\":\n1,}", "The record is not JSON: line 2, byte 3 cannot be read.")]
    [InlineData("""{"a":01}""", "The record is not JSON: line 1,")]
    [InlineData("""{"a":1} {"b":2}""", "The record is not JSON: line 1,")]
    [InlineData("""{"a":"\x"}""", "The record is not JSON: line 1,")]
    [InlineData("", "The record is not JSON: line 1,")]
    public void What_is_no_value_is_refused_in_a_sentence(string json, string sentence) =>
        Should.Throw<FormatException>(() => Compact(json)).Message.ShouldStartWith(sentence);

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_refused_with_their_place() =>
        Should.Throw<FormatException>(() => RecordText.Compact([.. "{\"é\":\""u8, 0xC3, (byte)'"', (byte)'}'])).Message
            .ShouldBe("The record is not valid UTF-8 at byte 7.");

    [Fact]
    public void A_record_may_be_as_deep_as_the_limit_and_no_deeper()
    {
        Compact(new string('[', RecordText.MaxDepth) + new string(']', RecordText.MaxDepth)).Length.ShouldBe(2 * RecordText.MaxDepth);
        Should.Throw<FormatException>(() => Compact(new string('[', RecordText.MaxDepth + 1) + new string(']', RecordText.MaxDepth + 1)))
            .Message.ShouldStartWith("The record is nested deeper than 64 levels at byte 64.");
    }

    [Fact]
    public void Any_value_keeps_its_members_their_order_and_the_text_of_its_numbers() =>
        Prop.ForAll(Values(4).ToArbitrary(), json =>
        {
            var compact = Compact(json);
            using var before = JsonDocument.Parse(json, Deep);
            using var after = JsonDocument.Parse(compact, Deep);
            Outline(after.RootElement).ShouldBe(Outline(before.RootElement));
            Compact(compact).ShouldBe(compact);
        }).Check(Trials);

    [Fact]
    public void Any_bytes_are_written_or_refused_but_never_break_the_writer() =>
        Prop.ForAll<byte[]>(bytes =>
        {
            try
            {
                RecordText.Compact(bytes).ShouldNotBeEmpty();
            }
            catch (FormatException refused)
            {
                refused.Message.ShouldStartWith("The record");
            }
        }).Check(Trials);

    [Fact]
    public void The_samples_keep_everything()
    {
        foreach (var sample in SampleStudies.All)
        {
            using var before = JsonDocument.Parse(sample.Json);
            using var after = JsonDocument.Parse(Compact(sample.Json));
            Outline(after.RootElement).ShouldBe(Outline(before.RootElement));
        }
    }

    [Fact]
    public void Real_records_come_out_as_they_went_in()
    {
        // The registry's own compact form is ours, so that its bytes must come through untouched.
        foreach (var line in File.ReadLines(Repository.SharedPathTo("ctgov", "studies", "studies.ndjson")))
            Compact(line).ShouldBe(line);
    }

    private static string Compact(string json) => Encoding.UTF8.GetString(RecordText.Compact(Encoding.UTF8.GetBytes(json)));

    /// <summary>All that a reader can see of a value: names and texts unescaped, numbers as written.</summary>
    private static string Outline(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(';', value.EnumerateObject().Select(member => $"{member.Name}={Outline(member.Value)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(';', value.EnumerateArray().Select(Outline))}]",
        JsonValueKind.String => $"'{value.GetString()}'",
        _ => value.GetRawText(),
    };

    private static Gen<string> Values(int depth)
    {
        var plain = Gen.OneOf(Gen.Elements("true", "false", "null", "-0", "1.50", "2e-7", "9007199254740993"), Texts());
        if (depth == 0)
            return plain;
        var blank = Gen.Elements("", " ", "\n\t", "\r\n  ");
        var list = from values in Gen.ListOf(Values(depth - 1), 3) from b in blank select $"[{b}{string.Join($"{b},{b}", values)}{b}]";
        var member = from name in Texts() from value in Values(depth - 1) from b in blank select $"{name}{b}:{b}{value}";
        var record = from members in Gen.ListOf(member, 3) from b in blank select $"{{{b}{string.Join($",{b}", members)}{b}}}";
        return Gen.OneOf(plain, list, record);
    }

    /// <summary>Texts of whole characters, each escaped in one of the ways JSON has or not at all.</summary>
    private static Gen<string> Texts()
    {
        var character =
            from rune in Gen.OneOf(Gen.Choose(0, 0x7F), Gen.Choose(0xA0, 0x24FF), Gen.Choose(0xE000, 0xFFFF), Gen.Choose(0x10000, 0x10FFFF)).Select(code => new Rune(code))
            from mustEscape in Gen.Elements(true, false)
            select mustEscape || rune.Value is < 0x20 or '"' or '\\' ? string.Concat(rune.ToString().Select(unit => $"\\u{(int)unit:X4}")) : rune.ToString();
        return Gen.ListOf(character, 5).Select(characters => $"\"{string.Concat(characters)}\"");
    }
}
