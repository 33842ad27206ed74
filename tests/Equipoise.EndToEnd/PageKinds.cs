namespace Equipoise.EndToEnd;

/// <summary>One page of every kind the site has, and the widths to look at it in.</summary>
internal static class PageKinds
{
    /// <summary>A study whose record has every field there is.</summary>
    public const string WholeStudy = "NCT00000042";

    public static IReadOnlyList<(string Name, string Path)> All { get; } =
    [
        ("home", "/"),
        ("results", "/search?q=cancer"),
        ("results-table", "/search?q=cancer&view=table"),
        ("expert", "/expert"),
        ("expert-results", "/expert?expr=AREA%5BPhase%5D(PHASE2%20OR%20PHASE3)%20AND%20cancer"),
        ("expert-problem", "/expert?expr=(cancer%20AND%20AREA%5BPhaze%5Dx"),
        ("use-the-api", "/use-the-api"),
        ("no-results", "/search?q=ivonescimab&age=17"),
        ("illumine", "/study/NCT07264075"),
        ("synthetic-study", "/study/SYN00000003"),
        (StudyWithResults, "/study/SYN00001135"),
        ("whole-study", $"/study/{WholeStudy}"),
        ("versions", $"/study/{WholeStudy}/versions"),
        ("comparison", $"/study/{WholeStudy}/compare?from=1&to=2"),
        ("glossary", "/glossary"),
        ("locations", "/locations"),
        ("country", "/locations/United%20States"),
        ("city", "/locations/United%20States/Boston?state=Massachusetts"),
        ("conditions", "/conditions"),
        ("conditions-of-a-letter", "/conditions/s"),
        ("side-by-side", "/compare?ids=NCT07264075&ids=SYN00000001&ids=SYN00000002&ids=SYN00000003"),
        ("nothing-to-compare", "/compare"),
        ("saved", "/saved?ids=NCT07264075,SYN00000001"),
        ("nothing-saved", "/saved"),
        ("about", "/about"),
        ("criteria-as-read", "/study/NCT07264075/criteria"),
        ("criteria-of-your-own", "/criteria"),
        ("pre-screen", "/screen/NCT07264075"),
        ("screening", "/screen?study=NCT07264075"),
        ("not-found", "/study/NCT99999999"),
    ];

    public static IReadOnlyList<string> Pictured { get; } = ["home", "results", "illumine", StudyWithResults, "locations"];

    /// <summary>The name of a study whose results are shown.</summary>
    public const string StudyWithResults = "study-with-results";

    public static TheoryData<string, string, int> InEveryWidth =>
        [.. from page in All from width in (int[])[390, 1280] select new TheoryDataRow<string, string, int>(page.Name, page.Path, width)];
}
