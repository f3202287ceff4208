using System.Reflection;
using System.Runtime.CompilerServices;
using Rampart.Bus.Journaling;
using Rampart.Contracts;
using Rampart.Testing;

namespace Rampart.Bus.Tests.Journaling;

public sealed class MessageSubjectTests
{
    static readonly Type[] Messages =
    [
        .. Directory.GetFiles(Path.Combine(RepositoryFolder.Root, "contracts", "messages"), "*.cs").Select(Path.GetFileNameWithoutExtension)
            .Select(name => typeof(MineShard).Assembly.GetType($"Rampart.Contracts.{name}", throwOnError: true)!).Where(type => !type.IsInterface),
    ];

    [Fact]
    public void The_stream_is_bound_to_every_message() =>
        Assert.Equal(Messages.Select(type => type.Name).Order(StringComparer.Ordinal), StreamTopology.Messages.Select(type => type.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_message_tells_its_run()
    {
        WorkOrder order = TestStage.Order(1);
        Assert.All(Messages, type =>
        {
            object message = Activator.CreateInstance(type, [.. type.GetConstructors()[0].GetParameters().Select(parameter => Value(parameter, order))])!;
            Assert.Equal("run-1", MessageSubject.Of(message).RunId);
        });
    }

    [Fact]
    public void A_message_from_outside_may_lack_everything() =>
        Assert.All(Messages, type => Assert.Null(MessageSubject.Of(RuntimeHelpers.GetUninitializedObject(type)).RunId));

    static object? Value(ParameterInfo parameter, WorkOrder order) =>
        parameter.ParameterType == typeof(WorkOrder) ? order
        : parameter.Name == "RunId" ? order.RunId
        : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType)
        : null;
}
