namespace Rampart.Evaluation;

/// <summary>What is known about a sample while its shard is being measured.</summary>
internal sealed class SampleRecord(int row, string truth)
{
    private readonly List<AttackOutcome> _attacks = [];
    private string _cleanAnswer = "";
    private bool _isCleanRight;
    private float _cleanLoss;

    public int Row => row;

    public string Truth => truth;

    /// <summary>Whether the model was right on the clean image and at every radius so far.</summary>
    public bool Stands => _attacks.Count == 0 ? _isCleanRight : _attacks[^1].Correct;

    private bool StandsRounded => _attacks.Count == 0 ? _isCleanRight : _attacks[^1].EightBitCorrect ?? false;

    public void SetClean(string answer, bool isRight, float loss) => (_cleanAnswer, _isCleanRight, _cleanLoss) = (answer, isRight, loss);

    /// <summary>The ball of a smaller radius lies in that of a larger one: who fell there has fallen here.</summary>
    public void AddFallen(double epsilon, bool eightBit) =>
        _attacks.Add(new AttackOutcome(epsilon, false, eightBit ? StandsRounded : null, null));

    public void AddAttack(double epsilon, bool isRight, bool? isRoundedRight, AttackDetails details) =>
        _attacks.Add(new AttackOutcome(epsilon, isRight, isRoundedRight is { } rounded ? rounded && StandsRounded : null, details));

    public SampleOutcome Outcome(string id, long index) => new(id, index, truth, _cleanAnswer, _isCleanRight, _cleanLoss, _attacks);
}
