using System.IO.Compression;
using System.Text;
using Equipoise.Registry.Vocabulary;

namespace Equipoise.Registry.Tests;

public sealed class MeshFileTests : IDisposable
{
    private const string Xml = """
        <?xml version="1.0"?>
        <!DOCTYPE DescriptorRecordSet SYSTEM "https://example.org/desc.dtd" [<!ENTITY bomb "boom">]>
        <DescriptorRecordSet LanguageCode="eng">
          <DescriptorRecord DescriptorClass="1">
            <DescriptorUI>D000001</DescriptorUI>
            <DescriptorName><String>Sunburn</String></DescriptorName>
            <ConceptList><Concept PreferredConceptYN="Y">
              <ConceptName><String>Sunburn</String></ConceptName>
              <TermList><Term><TermUI>T1</TermUI><String>Sunburn</String></Term><Term><String>Burn, Solar</String></Term></TermList>
            </Concept></ConceptList>
          </DescriptorRecord>
          <DescriptorRecord><DescriptorUI>D000002</DescriptorUI><DescriptorName><String>Frostbite</String></DescriptorName></DescriptorRecord>
        </DescriptorRecordSet>
        """;

    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Descriptors_are_read_from_the_published_XML_packed_or_not(bool isPacked)
    {
        var concepts = MeshFile.Read(Write(Xml, isPacked)).ToList();

        concepts.Select(concept => (concept.Id, concept.Name)).ShouldBe([("D000001", "Sunburn"), ("D000002", "Frostbite")]);
        concepts[0].Terms.ShouldBe(["Sunburn", "Burn, Solar"]);
    }

    [Fact]
    public void Descriptors_are_read_from_a_table_whose_header_names_the_columns()
    {
        var file = Write("descriptor\tname\ttree_numbers\tentry_terms\nD000001\tSunburn\tC1.2\tBurn, Solar|Solar Burn\nD000002\tFrostbite\t\t\nbroken line\n");

        MeshFile.Read(file).Select(concept => $"{concept.Id} {concept.Name}: {string.Join('/', concept.Terms)}").ShouldBe(["D000001 Sunburn: Burn, Solar/Solar Burn", "D000002 Frostbite: "]);
    }

    [Theory]
    [InlineData("a\tb\tc\n")]
    [InlineData("")]
    [InlineData("<DescriptorRecordSet><DescriptorRecord><DescriptorUI>D1</Wrong>")]
    public void Anything_else_is_refused_in_a_sentence(string content) =>
        Should.Throw<FormatException>(() => MeshFile.Read(Write(content)).ToList()).Message.ShouldStartWith("The vocabulary is n");

    [Fact]
    public void Any_name_leads_to_the_others_whatever_its_order_and_number()
    {
        var names = ConceptNames.Read(new StringReader(Encoding.UTF8.GetString(ConceptNames.Write(
            [new Concept("D1", "Abdominal Neoplasms", ["Neoplasm, Abdominal", "Neoplasms, Abdominal", "Abdominal Tumors"]), new Concept("D2", "Rest", [])]))));

        names.Others("Abdominal neoplasm").ShouldBe(["abdominal tumors"]);
        names.Others("abdominal tumors").ShouldBe(["abdominal neoplasms"]);
        names.Others("rest").ShouldBeEmpty();
        names.Others("unheard of").ShouldBeEmpty();
    }

    [Fact]
    public void The_shared_descriptors_of_diseases_are_read_whole()
    {
        var names = ConceptNames.Of(MeshFile.Read(Repository.SharedPathTo("vocabulary", "mesh-disease-entry-terms.tsv")));

        names.Count.ShouldBeGreaterThan(40_000);
        names.Others("heart attack").ShouldContain("myocardial infarction");
    }

    public void Dispose() => folder.Dispose();

    private string Write(string content, bool isPacked = false)
    {
        var path = folder.PathTo("mesh");
        using var file = File.Create(path);
        using Stream target = isPacked ? new GZipStream(file, CompressionLevel.Fastest) : file;
        target.Write(Encoding.UTF8.GetBytes(content));
        return path;
    }
}
