using Equipoise.Registry.Indexing;
using GeoPoint = Equipoise.Search.Documents.GeoPoint;

namespace Equipoise.Registry.Tests;

/// <summary>Where places lie, as sites tell, and which places a person's words mean.</summary>
public sealed class GazetteerTests
{
    private static readonly GeoPoint Here = new(29.76328, -95.36327);
    private static readonly GeoPoint Elsewhere = new(29.7, -95.4);
    private static readonly Place Houston = new("United States", "Texas", "Houston");

    [Fact]
    public void A_city_lies_where_most_of_its_sites_say_in_whatever_order_they_come()
    {
        var places = new Gazetteer();
        foreach (var point in new[] { Elsewhere, Here, Here })
            places.Learn(Houston, point);
        var backwards = new Gazetteer();
        foreach (var point in new[] { Here, Here, Elsewhere })
            backwards.Learn(Houston, point);

        places.Find(Houston).ShouldBe(Here);
        backwards.Find(Houston).ShouldBe(Here);
    }

    [Fact]
    public void A_city_that_no_site_locates_is_known_by_its_name_alone()
    {
        var places = new Gazetteer();
        places.Learn(new Place("United States", "Maryland", "Bethesda"), point: null);

        places.Search("bethesda", 5).ShouldBe([new KnownPlace(new Place("United States", "Maryland", "Bethesda"), Point: null, 1)]);
        places.Find(new Place("United States", "Maryland", "Bethesda")).ShouldBeNull();
    }

    [Theory]
    [InlineData("Houston")]
    [InlineData("houston, texas")]
    [InlineData("Houston, TX")]
    [InlineData("Houston TX")]
    [InlineData("houston texas")]
    [InlineData("Houston, United States")]
    [InlineData("Houston, Texas, United States")]
    [InlineData("Houston, TX, USA")]
    [InlineData("Houston, U.S.")]
    public void A_city_is_meant_by_its_name_with_or_without_state_and_country(string words)
    {
        var places = new Gazetteer();
        places.Learn(new Place("Canada", "British Columbia", "Houston"), Elsewhere);
        places.Learn(Houston, Here);
        places.Learn(Houston, Here);

        places.Search(words, 5)[0].ShouldBe(new KnownPlace(Houston, Here, 2));
    }

    [Theory]
    [InlineData("Houston, Delaware")]
    [InlineData("Paris, Texas")]
    [InlineData("Atlantis")]
    [InlineData(" , ")]
    public void A_place_that_no_record_names_is_none(string words)
    {
        var places = new Gazetteer();
        places.Learn(Houston, Here);

        places.Search(words, 5).ShouldBeEmpty();
    }

    [Fact]
    public void A_city_without_its_state_lies_where_the_only_city_of_its_name_does()
    {
        var places = new Gazetteer();
        places.Learn(Houston, Here);
        places.Learn(new Place("United States", "Maine", "Portland"), Here);
        places.Learn(new Place("United States", "Oregon", "Portland"), Elsewhere);

        places.Find(new Place("United States", null, "Houston")).ShouldBe(Here);
        places.Find(new Place("United States", null, "Portland")).ShouldBeNull();
    }

    [Fact]
    public void A_city_whose_state_only_some_sites_name_lies_where_the_others_say()
    {
        var places = new Gazetteer();
        places.Learn(new Place("United Kingdom", null, "London"), Here);
        places.Learn(new Place("United Kingdom", "England", "London"), point: null);
        places.Learn(new Place("United States", null, "Portland"), Here);
        places.Learn(new Place("United States", "Maine", "Portland"), Elsewhere);

        places.Find(new Place("United Kingdom", "England", "London")).ShouldBe(Here);
        places.Find(new Place("United States", "Oregon", "Portland")).ShouldBeNull("one of that name lies in another state");
        places.Find(new Place("Canada", "Ontario", "London")).ShouldBeNull();
    }

    [Fact]
    public void What_was_written_is_read_again_and_what_was_learned_since_replaces_it()
    {
        var places = new Gazetteer();
        places.Learn(Houston, Elsewhere);
        places.Learn(new Place("United States", "Maryland", "Bethesda"), point: null);
        using var file = new StringWriter();
        places.Write(file);
        foreach (var point in new[] { Here, Here })
            places.Learn(Houston, point);
        places.WriteChanged(file);

        var read = Gazetteer.Read(new StringReader(file.ToString() + "no line of it\n"));

        read.Find(Houston).ShouldBe(Here);
        read.Search("houston", 5).ShouldHaveSingleItem().Sites.ShouldBe(3);
        read.Search("bethesda", 5).ShouldHaveSingleItem().Point.ShouldBeNull();
    }
}
