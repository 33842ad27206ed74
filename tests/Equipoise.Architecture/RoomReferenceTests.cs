using System.Reflection;

namespace Equipoise.Architecture;

public sealed class RoomReferenceTests
{
    public static TheoryData<string> Rooms => Architecture.Rooms.Names;

    [Fact]
    public void Every_project_under_src_is_a_room_of_the_plan() =>
        SourceTree.Files("src", ".csproj").Select(path => Path.GetFileNameWithoutExtension(path))
            .ShouldBe(Architecture.Rooms.MayUse.Keys, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_refers_to_no_room_that_it_may_not_use(string room) =>
        SourceTree.ReadXml($"src/{room}/{room}.csproj").Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
            .ShouldBeSubsetOf(Architecture.Rooms.MayUse[room]);

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_as_built_uses_no_room_that_it_may_not(string room) =>
        Load(room).GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => name.StartsWith("Equipoise", StringComparison.OrdinalIgnoreCase))
            .ShouldBeSubsetOf(Architecture.Rooms.MayUse[room]);

    [Fact]
    public void The_solution_holds_every_project()
    {
        var inSolution = SourceTree.ReadXml("Equipoise.slnx").Descendants("Project").Select(project => project.Attribute("Path")!.Value);

        inSolution.ShouldBe(SourceTree.Files(".", ".csproj"), ignoreOrder: true);
    }

    [Fact]
    public void Every_room_with_code_has_a_test_project_beside_it()
    {
        var rooms = Architecture.Rooms.MayUse.Keys.Where(room => SourceTree.Files($"src/{room}", ".cs").Any());

        rooms.Where(room => !SourceTree.Files($"tests/{room}.Tests", ".cs").Any()).ShouldBeEmpty();
    }

    private static Assembly Load(string room) =>
        Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, string.Equals(room, "Equipoise", StringComparison.Ordinal) ? "equipoise.dll" : $"{room}.dll"));
}
