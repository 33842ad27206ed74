using Equipoise.Registry.Essie;
using Equipoise.Registry.Samples;
using Equipoise.Search;

namespace Equipoise.Registry.Tests.Essie;

public sealed class EssieFuzzTests
{
    // What one word or mark of an expression may cost over the samples, in counted steps.
    private const long MostSteps = 60_000;

    [Fact]
    public async Task Random_and_mutated_expressions_are_answered_or_refused_in_bounded_work()
    {
        await using var studies = await IndexedStudies.OfAsync(SampleStudies.All);
        var maker = new MutatedExpressions(seed: Thoroughness.Full ? Environment.TickCount : 7);
        var (answered, refused) = (0, 0);
        for (var number = 0; number < (Thoroughness.Full ? 1_000_000 : 2_000); number++)
        {
            var text = maker.Next();
            try
            {
                var result = studies.Ask(text);
                result.Work.Steps.ShouldBeLessThan(MostSteps * (1 + text.Count(char.IsWhiteSpace) + text.Count(char.IsPunctuation)), text);
                answered++;
            }
            catch (EssieException error)
            {
                error.Position.ShouldBeInRange(0, text.Length, text);
                error.Message.Length.ShouldBeInRange(10, 3_000, text);
                refused++;
            }
            catch (SearchException error) when (!error.IsDamage)
            {
                refused++;
            }
        }

        // Neither all of one nor all of the other: the mutations are neither harmless nor hopeless.
        answered.ShouldBeGreaterThan((answered + refused) / 10);
        refused.ShouldBeGreaterThan((answered + refused) / 10);
    }
}
