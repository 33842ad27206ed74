using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Equipoise.Web.Screening;

/// <summary>A tree of statements as nested lists in plain words.</summary>
internal static class TreeMarkup
{
    public static RenderFragment Render(CriterionNode tree) => builder => Add(builder, tree, "");

    private static void Add(RenderTreeBuilder builder, CriterionNode node, string before)
    {
        if (node.Parts.Count == 0)
        {
            builder.AddContent(0, before + PlainNames.In(PlainEnglish.Of(node)));
            return;
        }

        builder.OpenElement(1, "span");
        builder.AddAttribute(2, "class", "joint");
        builder.AddContent(3, before + Joint(node));
        builder.CloseElement();
        builder.OpenElement(4, "ul");
        foreach (var (part, word) in Parts(node))
        {
            builder.OpenElement(5, "li");
            Add(builder, part, word);
            builder.CloseElement();
        }

        builder.CloseElement();
    }

    private static string Joint(CriterionNode node) => node switch
    {
        AllOf => "all of",
        AnyOf => "one of",
        AtLeastOf some => $"at least {some.Count} of",
        Not { Of: AnyOf } => "none of",
        Not => "not",
        Given => "it depends",
        _ => throw new ArgumentException($"A node of kind {node.GetType().Name} joins nothing.", nameof(node)),
    };

    private static IEnumerable<(CriterionNode Part, string Word)> Parts(CriterionNode node) => node switch
    {
        Not { Of: AnyOf any } => any.Of.Select(part => (part, "")),
        Given given => [(given.Guard, "if "), (given.Then, "then "), .. given.Else is { } otherwise ? [(otherwise, "otherwise ")] : Array.Empty<(CriterionNode, string)>()],
        _ => node.Parts.Select(part => (part, "")),
    };
}
