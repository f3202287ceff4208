using Rampart.Learning.Attacks;

namespace Rampart.Benchmarks;

/// <summary>The sizes of the attack benchmark: the default pipeline's tower, ten classes. AutoAttack is shorter than the published one in
/// iterations and queries, in the same proportion on both sides.</summary>
static class AttackSizes
{
    public const int Classes = 10;
    public const int ApgdIterations = 100;
    public const int SquareQueries = 300;
    public const int Samples = 128;
    public const double LogitScale = 100;

    public static AutoAttackOptions AutoAttack { get; } = new() { Epsilon = 6.0 / 255, Iterations = 10, Queries = 200 };
}
