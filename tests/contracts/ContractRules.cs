using System.Reflection;
using System.Xml.Linq;

namespace Rampart.Contracts.Tests;

public sealed class ContractRules
{
    static readonly Assembly Contracts = typeof(StartRun).Assembly;

    static IEnumerable<Type> Records => Contracts.GetExportedTypes().Where(type => type is { IsInterface: false, IsEnum: false } and not { IsAbstract: true, IsSealed: true });

    [Fact]
    public void Contracts_reference_nothing_but_the_runtime() =>
        Assert.All(Contracts.GetReferencedAssemblies(), reference => Assert.StartsWith("System.", reference.Name));

    [Fact]
    public void The_contracts_project_names_no_package_and_no_project()
    {
        var project = XDocument.Load(Path.Combine(RepositoryRoot(), "contracts", "Rampart.Contracts.csproj"));

        Assert.DoesNotContain(project.Descendants(), element => element.Name.LocalName.EndsWith("Reference", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_contract_is_a_sealed_record_in_the_namespace_that_the_bus_puts_into_its_name() => Assert.All(Records, type =>
    {
        Assert.Equal("Rampart.Contracts", type.Namespace);
        Assert.NotNull(type.GetMethod("<Clone>$"));
        Assert.True(type.IsSealed || type == typeof(RunEvent) || type == typeof(ModelEvent), $"{type.Name} is not sealed");
    });

    [Fact]
    public void Nothing_in_a_contract_can_be_changed_once_it_is_made() =>
        Assert.All(Records.SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)), property =>
            Assert.True(
                property.SetMethod is null || property.SetMethod.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit"),
                $"{property.DeclaringType!.Name}.{property.Name} can be set"));

    [Fact]
    public void A_message_carries_references_never_data()
    {
        var messages = Directory.GetFiles(Path.Combine(RepositoryRoot(), "contracts", "messages"), "*.cs")
            .Select(file => Contracts.GetType($"Rampart.Contracts.{Path.GetFileNameWithoutExtension(file)}", throwOnError: true)!);

        Assert.All(messages.SelectMany(Reachable).Distinct(), type =>
            Assert.False(type.IsArray || typeof(Stream).IsAssignableFrom(type), $"a message reaches {type.Name}"));
    }

    static IEnumerable<Type> Reachable(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Select(property => property.PropertyType)
        .SelectMany(inner => inner.IsGenericType ? inner.GetGenericArguments() : [inner])
        .SelectMany(inner => inner.Assembly == Contracts ? Reachable(inner).Prepend(inner) : [inner]);

    [Theory]
    [InlineData(typeof(RunEvent))]
    [InlineData(typeof(ModelEvent))]
    public void Every_event_has_a_word_of_its_own_in_its_log(Type events)
    {
        var words = events.GetCustomAttributes<System.Text.Json.Serialization.JsonDerivedTypeAttribute>().ToList();

        Assert.Equal(Records.Where(type => type.BaseType == events).Order(Names), words.Select(word => word.DerivedType).Order(Names));
        Assert.Equal(words.Count, words.Select(word => word.TypeDiscriminator).Distinct().Count());
    }

    static Comparer<Type> Names => Comparer<Type>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name));

    static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Pipeline.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");
        }
        return folder.FullName;
    }
}
