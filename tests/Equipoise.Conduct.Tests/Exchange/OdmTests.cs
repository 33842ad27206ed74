using System.Text;
using System.Xml.Linq;
using Equipoise.Conduct.Exchange;
using Equipoise.Conduct.Exchange.Odm;
using Equipoise.Conduct.Tests.Exchange.Standards;
using Equipoise.Protocols;

namespace Equipoise.Conduct.Tests.Exchange;

/// <summary>Study metadata as ODM 1.3.2.</summary>
public sealed class OdmTests
{
    private static readonly Protocol Illumine = ShippedProtocols.Find("NCT07264075")!;

    [Fact]
    public void Elements_without_end_in_each_other_are_refused_before_all_of_them_are_read() =>
        Should.Throw<ExchangeException>(() => Read(string.Concat(Enumerable.Repeat("<a>", 100_000)))).Message.ShouldBe("Line 1: elements lie more than 60 deep in each other, which no ODM file needs.");

    [Fact]
    public void What_is_written_is_read_again()
    {
        var study = Read(Written().ToString());

        (study.Name, study.Version).ShouldBe(("ILLUMINE", "Protocol version 1.0"));
        study.Events.Select(one => one.Oid).ShouldBe(["SE.SCR", "SE.CYC", "SE.IMG", "SE.EOT", "SE.SFU", "SE.SUR", "SE.UNS", "SE.STEPS"]);
        study.Forms.Count.ShouldBe(Illumine.Design!.Forms.Count + 3, "consent, allocation and disposition are forms too");
        study.Items.Count.ShouldBe(Illumine.Design.Forms.Sum(form => form.Fields.Count) + 12);
        study.Items.Single(item => item.Oid == "I.VS.WEIGHT").ShouldSatisfyAllConditions(
            item => item.DataType.ShouldBe("float"),
            item => item.Unit.ShouldBe("kg"),
            item => item.Checks.ShouldBe(["GE 20 Hard", "LE 300 Hard", "GE 35 Soft", "LE 150 Soft"]));
        study.CodeLists.Single(list => list.Oid == "CL.DX.REPEAT").Codes.ShouldBe([KeyValuePair.Create("Y", "Yes"), KeyValuePair.Create("N", "No")]);
    }

    [Fact]
    public void Each_element_has_its_attributes_and_its_children_their_order_and_number() => OdmRules.Breaches(Written()).ShouldBeEmpty();

    [Theory]
    [InlineData("<a", "Line 1: this is not XML")]
    [InlineData("<a/>", "The file's outermost element is a, not ODM")]
    [InlineData("<!DOCTYPE ODM [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><ODM>&x;</ODM>", "Line 1: this is not XML that is read here")]
    [InlineData("<ODM xmlns=\"http://www.cdisc.org/ns/odm/v1.3\"><Study OID=\"S\"><MetaDataVersion OID=\"M\" Name=\"M\"><StudyEventDef OID=\"E\" Name=\"E\" Repeating=\"No\"/></MetaDataVersion></Study></ODM>", "Line 1: StudyEventDef has no Type.")]
    [InlineData("<ODM xmlns=\"http://www.cdisc.org/ns/odm/v1.3\"><Study OID=\"S\"><MetaDataVersion OID=\"M\" Name=\"M\"><StudyEventDef OID=\"E\" Name=\"E\" Repeating=\"No\" Type=\"Common\"><FormRef FormOID=\"F.9\" Mandatory=\"No\"/></StudyEventDef></MetaDataVersion></Study></ODM>", "Line 1: The file refers to 'F.9', which it does not define.")]
    public void What_is_no_metadata_is_refused(string xml, string sentence) => Should.Throw<ExchangeException>(() => Read(xml)).Message.ShouldStartWith(sentence);

    private static XElement Written() => OdmWriter.Write(Illumine, new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero)).Root!;

    private static OdmStudy Read(string xml) => OdmReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(xml)));
}
