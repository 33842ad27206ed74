using Equipoise.Search.Schema;

namespace Equipoise.Search.Tests;

public sealed class SchemaTests
{
    [Fact]
    public void A_name_stands_once_among_fields_and_groups() =>
        Should.Throw<SearchException>(() => new TableSchema([Field.Text("a"), Field.Keyword("a")]))
            .Message.ShouldBe("The name 'a' stands twice in a table: rename one of the two.");

    [Fact]
    public void A_group_holds_text_fields_only() =>
        Should.Throw<SearchException>(() => new TableSchema([Field.Keyword("a")], [Group("g", "a", 1)]))
            .Message.ShouldBe("The group 'g' names 'a', which is no text field of its table.");

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65)]
    [InlineData(double.NaN)]
    public void A_weight_lies_above_0_and_reaches_to_64(double weight) =>
        Should.Throw<SearchException>(() => new TableSchema([Field.Text("a")], [Group("g", "a", weight)])).Message.ShouldContain("weighs 'a'");

    private static FieldGroup Group(string name, string field, double weight) => new(name, new Dictionary<string, double> { [field] = weight });
}
