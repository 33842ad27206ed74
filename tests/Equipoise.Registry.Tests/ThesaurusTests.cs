using Equipoise.Registry.Indexing;

namespace Equipoise.Registry.Tests;

public class ThesaurusTests
{
    private readonly Thesaurus thesaurus = new();

    [Fact]
    public void ATreatmentAndItsTradeNameAreKnownByEachOther()
    {
        thesaurus.Learn("Zactima", ["vandetanib", "ZD6474"]);

        thesaurus.Others("zactima").ShouldBe(["vandetanib", "zd6474"]);
        thesaurus.Others("Vandetanib").ShouldBe(["zactima"]);
    }

    [Fact]
    public void WhatRecordsListBesideATreatmentIsNoOtherNameOfIt()
    {
        string[] regimen = ["radiation therapy", "cytarabine", "etoposide", "cisplatin", "gemcitabine", "docetaxel", "prednisone", "melphalan", "tamoxifen"];
        thesaurus.Learn("zactima", regimen);
        foreach (var treatment in regimen)
            thesaurus.Learn(treatment, regimen);
        for (var time = 0; time < 3; time++)
            thesaurus.Learn("zactima", ["vandetanib"]);

        thesaurus.Others("zactima").ShouldBe(["vandetanib"]);
    }

    [Fact]
    public void ARareCodeOfAFrequentTreatmentLeadsToItAndBack()
    {
        thesaurus.Learn("cyclophosphamide", ["nsc-26271"]);
        for (var number = 0; number < 40; number++)
            thesaurus.Learn("cyclophosphamide", [$"brand{number % 10}"]);

        thesaurus.Others("nsc-26271").ShouldBe(["cyclophosphamide"]);
        thesaurus.Others("cyclophosphamide").ShouldContain("nsc-26271");
    }

    [Fact]
    public void ANameThatOnlySaysMoreIsNotSearchedForBesideTheNameItself()
    {
        thesaurus.Learn("therapy", ["radiation therapy", "gene therapy product"]);

        thesaurus.Others("therapy").ShouldBeEmpty();
        thesaurus.Others("radiation therapy").ShouldBe(["therapy"]);
    }

    [Fact]
    public void WhatWasLearnedIsJudgedTheSameAfterItWasWrittenAndAddedTo()
    {
        thesaurus.Learn("zactima", ["vandetanib"]);
        using var text = new StringWriter();
        thesaurus.Write(text);
        for (var number = 0; number < 9; number++)
        {
            thesaurus.Learn("zactima", [$"beside{number}"]);
            thesaurus.Learn("vandetanib", [$"other{number}"]);
        }

        thesaurus.WriteChanged(text);

        using var written = new StringReader(text.ToString());
        var read = Thesaurus.Read(written);
        read.Others("zactima").ShouldBe(thesaurus.Others("zactima"));
        read.Others("zactima").ShouldNotContain("vandetanib");
    }
}
