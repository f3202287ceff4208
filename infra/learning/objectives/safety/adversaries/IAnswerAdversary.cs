using Rampart.Learning.Models;
using Rampart.Learning.Training;

namespace Rampart.Learning.Objectives;

/// <summary>Rates answers to a batch's prompts as the attacked model does, with a graph to what trains.</summary>
internal delegate TokenLogProbs AttackedAnswers(AnswerBatch answers);

/// <summary>Drives a model in training towards answers that it should not give.</summary>
internal interface IAnswerAdversary
{
    /// <summary>Makes the targets likely to the model as it is now.</summary>
    /// <param name="batch">The images.</param>
    /// <param name="targets">The prompts with the answers to be forced.</param>
    /// <param name="context">The step.</param>
    /// <param name="metrics">Gets <c>attack/loss</c> and <c>attack/gain</c>, the mean log-probability per token of the targets and what it rose by.</param>
    AttackedAnswers Attack(TrainingBatch batch, AnswerBatch targets, StepContext context, StepMetrics metrics);
}
