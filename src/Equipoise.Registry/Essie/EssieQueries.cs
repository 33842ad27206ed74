using Equipoise.Registry.Api.Fields;
using Equipoise.Registry.Essie.Expressions;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Schema;
using Equipoise.Registry.Vocabulary;
using Equipoise.Search.Queries;

namespace Equipoise.Registry.Essie;

/// <summary>Makes of an expression the query that answers it.</summary>
/// <param name="names">The other names of things.</param>
/// <param name="exact">Makes the query of a term that counts only as it is written; null where capitals need not count.</param>
/// <param name="span">The smallest and largest value of a number or date column; null where it has none.</param>
public sealed class EssieQueries(OtherNames names, Func<string, (double Min, double Max)?> span, Func<ExactTerm, Query>? exact = null)
{
    private readonly WordsQueries words = new(names);

    /// <summary>Makes the query.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="target">Where it looks where it does not say.</param>
    /// <exception cref="EssieException">It names what there is not, or asks a field for what the field cannot have.</exception>
    public Query Plan(Expression expression, EssieTarget target) => Plan(expression, new EssieContext(target));

    /// <summary>The fields that an expression looks in, each once.</summary>
    public static IReadOnlyList<SchemaField> FieldsOf(Expression expression, EssieTarget target)
    {
        var fields = new List<SchemaField>();
        Collect(expression, target, fields);
        return [.. fields.Distinct()];
    }

    private static void Collect(Expression expression, EssieTarget target, List<SchemaField> fields)
    {
        var (parts, inner) = expression switch
        {
            AndExpression and => (and.Parts, target),
            OrExpression or => (or.Parts, target),
            NotExpression not => ([not.Inner], target),
            AreaExpression area => ([area.Inner], TargetOf(area)),
            SearchExpression search => ([search.Inner], target),
            CoverageExpression coverage => ([coverage.Inner], target),
            ExpansionExpression expansion => ([expansion.Inner], target),
            TiltExpression tilt => ([tilt.Inner], target),
            _ => ((IReadOnlyList<Expression>)[], target),
        };
        if (expression is TermExpression or RangeExpression or MissingExpression or DistanceExpression)
            fields.AddRange(target.Fields);
        foreach (var part in parts)
            Collect(part, inner, fields);
    }

    private static EssieTarget TargetOf(AreaExpression area) =>
        EssieTarget.Find(area.Name) ?? throw new EssieException($"Unknown area name: `{EssieLexer.Shown(area.Name)}`", area.NamePosition);

    private Query Plan(Expression expression, EssieContext context) => expression switch
    {
        AllExpression => Query.All,
        AndExpression and => And(and, context),
        OrExpression or => Query.Or([.. or.Parts.Select(part => Plan(part, context))]),
        NotExpression not => Query.Not(Plan(not.Inner, context)),
        AreaExpression area => Plan(area.Inner, context with { Target = TargetOf(area) }),
        SearchExpression search => Search(search, context),
        CoverageExpression coverage => Plan(coverage.Inner, context with { Coverage = coverage.Coverage }),
        ExpansionExpression expansion => Plan(expansion.Inner, context with { Expansion = expansion.Expansion }),
        TiltExpression tilt => Tilt(tilt, context),
        _ => Possible(expression, Leaf(expression, Fitting(expression, context))),
    };

    // Between ends that are the wrong way round there is nothing; a field that has no ranges is refused before.
    private static Query Possible(Expression leaf, Query query) => leaf is RangeExpression { IsEmpty: true } ? Query.None : query;

    private BooleanQuery And(AndExpression and, EssieContext context)
    {
        var not = and.Parts.OfType<NotExpression>().Select(part => Plan(part.Inner, context)).ToList();
        var must = and.Parts.Where(part => part is not NotExpression).Select(part => Plan(part, context)).ToList();
        return new BooleanQuery { Must = must.Count > 0 ? must : [Query.All], MustNot = not };
    }

    private Query Search(SearchExpression search, EssieContext context)
    {
        if (!search.IsLocation || context.IsInSite)
            return Plan(search.Inner, context);
        // What belongs to the study is asked of the study: a site has no phase.
        var parts = search.Inner is AndExpression and ? and.Parts : [search.Inner];
        var ofStudy = parts.Where(part => !IsOfSite(part, context.Target)).ToList();
        var ofSite = parts.Except(ofStudy).ToList();
        var queries = ofStudy.ConvertAll(part => Plan(part, context));
        if (ofSite.Count > 0)
            queries.Add(new NestedQuery(StudyFields.Locations, Plan(ofSite.Count == 1 ? ofSite[0] : new AndExpression(ofSite), context with { IsInSite = true })));
        return queries.Count == 1 ? queries[0] : Query.And(queries);
    }

    private static bool IsOfSite(Expression expression, EssieTarget target) =>
        !FieldsOf(expression, AtSite(target)).Any(field => !StudyFields.IsOfSite(field) && !field.IsNested);

    private static EssieTarget AtSite(EssieTarget target) =>
        target.IsOfSite ? target : EssieTarget.Find("LocationSearch")!;

    private static EssieContext Fitting(Expression leaf, EssieContext context)
    {
        if (!context.IsInSite || context.Target.IsOfSite)
            return context;
        return context.Target.Area is not null
            ? context with { Target = AtSite(context.Target) }
            : throw new EssieException($"{context.Target.Field!.Piece} is no field of a location: ask for it outside of SEARCH[Location]", leaf.Position);
    }

    private Query Tilt(TiltExpression tilt, EssieContext context)
    {
        var inner = Plan(tilt.Inner, context);
        if (FieldNames.Find(tilt.Name) is not { Type: FieldType.Date or FieldType.WholeNumber or FieldType.Number or FieldType.Duration } field)
            throw new EssieException($"Unknown area name: `{EssieLexer.Shown(tilt.Name)}`", tilt.NamePosition);
        if (context.IsInSite || span(field.Piece) is not var (min, max) || max <= min)
            return inner;
        var isDescending = tilt.IsDescending ?? field.Type == FieldType.Date;
        return new BiasQuery(inner, field.Piece, isDescending ? max : min, (max - min) / 4, Weight: 1);
    }

    private Query Leaf(Expression leaf, EssieContext context)
    {
        if (leaf is DistanceExpression distance)
            return Distance(distance, context);
        if (context.Target.IsSize)
            return SizeQueries.Of(leaf, context.Target.Field!);
        return context.Target.Area is { } area ? InArea(leaf, area, context) : InField(leaf, context.Target.Field!, context);
    }

    private Query InArea(Expression leaf, SearchArea area, EssieContext context)
    {
        if (leaf is MissingExpression)
            return Query.Not(Query.Or([.. area.Fields.Select(part => Presence.Of(part.Field, context.IsInSite))]));
        if (leaf is not TermExpression term)
            throw new EssieException($"RANGE is not supported for multiple ({area.Fields.Count}) fields", leaf.Position);
        if (!area.Fields.All(part => part.Field.Type == FieldType.Enumeration))
            return Words(term, area.Name, context, area.Fields.Any(part => part.Field.HasSynonyms));
        return Query.Or([.. area.Fields.Select(part => new ConstantQuery(FieldValues.Of(term, part.Field), part.Weight))]);
    }

    private Query InField(Expression leaf, SchemaField field, EssieContext context)
    {
        if (leaf is MissingExpression)
            return Query.Not(Presence.Of(field, context.IsInSite));
        switch (field.Type)
        {
            case FieldType.Structure:
                var inside = Leaves(field).ToList();
                return leaf is TermExpression said && inside.Count > 0
                    ? Words(said, string.Join(PhraseQuery.FieldMark, inside.Select(text => text.Piece)), context with { Target = new EssieTarget(Area: null, field) }, inside.Any(text => text.HasSynonyms))
                    : Query.None;
            case FieldType.Text or FieldType.Markup when field.IsIndexedOnly:
                return CountryQueries.Of(leaf, context.IsInSite);
            case FieldType.Text or FieldType.Markup:
                return leaf is TermExpression term
                    ? Words(term, field.Piece, context with { Target = new EssieTarget(Area: null, field) }, field.HasSynonyms)
                    : throw new EssieException($"RANGE cannot be asked of {field.Piece}, whose values are words", leaf.Position);
            default:
                return FieldValues.Of(leaf, field);
        }
    }

    private Query Words(TermExpression term, string target, EssieContext context, bool hasSynonyms)
    {
        var query = words.Of(term, target, context, hasSynonyms);
        if (context.Expansion != Expansion.None || exact is null)
            return query;
        return exact(new ExactTerm(ExactText.Collapse(term.Text), context.Target, context.Coverage)
        {
            Candidates = context.IsInSite ? new NestedQuery(StudyFields.Locations, query) : query,
            InSite = context.IsInSite ? query : null,
            Position = term.Position,
        });
    }

    private static IEnumerable<SchemaField> Leaves(SchemaField field) =>
        field.Children.SelectMany(child => StudyFields.IsText(child) && !child.IsIndexedOnly ? [child] : Leaves(child));

    private static Query Distance(DistanceExpression distance, EssieContext context)
    {
        if (context.Target.Area is null && context.Target.Field is not { Type: FieldType.GeoPoint })
            throw new EssieException($"DISTANCE cannot be asked of {context.Target.Field!.Piece}: ask it of LocationGeoPoint", distance.Position);
        return Near(distance.Center, distance.Kilometers, context.IsInSite);
    }

    // A site whose record gives a point near another.
    private static Query Near(Equipoise.Search.Documents.GeoPoint center, double kilometers, bool isInSite)
    {
        var near = new BooleanQuery
        {
            Filter = [Query.Within("LocationGeoPoint", center, kilometers)],
            MustNot = [Query.Value(StudyFields.IsPointLearned, value: true)],
        };
        return isInSite ? near : new NestedQuery(StudyFields.Locations, near);
    }
}
